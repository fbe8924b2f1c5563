"""Where an export cannot go: one sentence that names the place and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsketch.cli import main
from orgsketch.resources import samples


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    chart = str(samples()[0])
    assert main(["export", chart, *arguments]) == 2
    return capsys.readouterr().err.strip()


def test_a_folder_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "no" / "a.pdf"
    assert said(capsys, "-o", str(path)) == (
        f"orgsketch: {path} cannot be written: there is no folder {path.parent}."
    )


def test_a_folder_under_the_name_of_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.mkdir()
    assert said(capsys, "-o", str(path)).endswith("cannot be written: a folder has this name.")


def test_a_name_that_no_disk_takes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = said(capsys, "-o", str(tmp_path / f"{'x' * 300}.svg"))
    assert "cannot be written" in told
    assert "went wrong" not in told


@pytest.mark.parametrize("scale", ["40", "0", "much", "nan"])
def test_a_size_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path, scale: str) -> None:
    told = said(capsys, "-o", str(tmp_path / "a.png"), "--scale", scale)
    assert f"{scale} is no number from 0.1 to 10" in told
