"""What is to stay at home stays at home on the terminal, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsketch.files import chartfile
from tests.cli.running import Run
from tests.exporters.secrets import CHARTS, SECRET

pytestmark = pytest.mark.usefixtures("qapp")
KEPT = ("none", "initials")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The options as files."""
    paths = [tmp_path / f"option{number}.orgsketch" for number in range(len(CHARTS))]
    for chart, path in zip(CHARTS, paths, strict=True):
        chartfile.save(chart, path)
    return list(map(str, paths))


@pytest.mark.parametrize("names", KEPT)
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "svg"])
def test_the_terminal_keeps_names_to_itself_too(form: str, names: str, files: list[str], run: Run) -> None:
    done = run("diff", *files[:2], "--format", form, "--names", names)
    assert done.code == 1
    assert "PMM" in done.out
    assert SECRET.findall(done.out) == []


@pytest.mark.parametrize("names", KEPT)
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("more", [(), ("--plan",)])
def test_options_and_plans_in_the_terminal(
    form: str, names: str, more: tuple[str, ...], files: list[str], run: Run
) -> None:
    if more and form not in ("text", "markdown"):
        return
    done = run("compare", *files[: 2 if more else 3], "--format", form, "--names", names, *more)
    assert done.code == 0
    assert SECRET.findall(done.out) == []
