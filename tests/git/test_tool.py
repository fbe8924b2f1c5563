"""`git mergetool` with the app as its tool, on a real display: settled by key, saved, told to git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from orgsketch.files import chartfile
from orgsketch.model import edits
from tests.git.test_repository import BASE, NAME, Repository, edited, repository

__all__ = ["repository"]

PATIENCE = 40


class Hands:
    """Mouse and keyboard of a person before the display."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display}

    def do(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        ).stdout

    def settle(self, *keys: str) -> None:
        """Press keys in the window of the chart, once it is there."""
        found = self.do("search", "--sync", "--onlyvisible", "--name", "Test.*Orgsketch").split()[-1]
        self.do("windowfocus", "--sync", found)
        for key in keys:
            self.do("key", key)


def start(repository: Repository, display: str, *command: str) -> subprocess.Popen[str]:
    environment = {**repository.environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment["ORGSKETCH_SETTINGS"] = os.environ["ORGSKETCH_SETTINGS"]
    return subprocess.Popen(
        command,
        cwd=repository.folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.xvfb
@pytest.mark.parametrize("has_driver", [True, False])
def test_mergetool_opens_the_app_and_takes_its_result(
    repository: Repository, display: str, has_driver: bool
) -> None:
    repository.setup()
    if not has_driver:
        repository.git("config", "--remove-section", "merge.orgsketch")
    repository.branches(edited(edits.move, "b_pmm", "b_product"), edited(edits.move, "b_pmm", "b_sales"))
    repository.git("merge", "other", code=1)
    assert (b"<<<<<<<" in repository.file.read_bytes()) is not has_driver
    tool = start(repository, display, "git", "mergetool", "-y", "--tool=orgsketch")
    Hands(display).settle("alt+shift+t", "ctrl+s", "ctrl+q")
    out, err = tool.communicate(timeout=PATIENCE)
    assert tool.returncode == 0, (out, err)
    assert not repository.chart.conflicts
    assert repository.chart.boxes["b_pmm"].reports_to == "b_sales"
    assert repository.git("ls-files", "--unmerged") == ""
    repository.git("commit", "-q", "-m", "merged")


@pytest.mark.xvfb
def test_a_file_with_marks_opens_in_the_app_and_is_settled_there(
    repository: Repository, display: str, tmp_path: Path
) -> None:
    ours, theirs = edited(edits.move, "b_pmm", "b_product"), edited(edits.move, "b_pmm", "b_sales")
    repository.branches(ours, theirs)
    repository.git("merge", "other", code=1)
    assert b"<<<<<<<" in repository.file.read_bytes()
    app = start(repository, display, *repository.program, NAME)
    Hands(display).settle("alt+shift+b", "ctrl+s", "ctrl+q")
    assert app.communicate(timeout=PATIENCE) == ("", "")
    assert chartfile.open_strictly(repository.file).chart == BASE
    assert NAME in repository.git("ls-files", "--unmerged")
    repository.git("add", NAME)
    repository.git("commit", "-q", "-m", "merged")


@pytest.mark.xvfb
def test_difftool_shows_the_changes_in_the_app(repository: Repository, display: str, tmp_path: Path) -> None:
    repository.setup()
    repository.commit(edited(edits.move, "b_pmm", "b_product"), "moved")
    tool = start(repository, display, "git", "difftool", "-y", "-t", "orgsketch", "HEAD~1", "--", NAME)
    hands = Hands(display)
    hands.settle("ctrl+q")
    out, err = tool.communicate(timeout=PATIENCE)
    assert (tool.returncode, out, err) == (0, "", "")
