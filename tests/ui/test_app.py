"""Starting, several windows, and faults of the program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from orgsketch.resources import samples
from orgsketch.ui import app
from orgsketch.ui.app import Trouble, Windows, write_report


@pytest.fixture
def windows(qapp: Any, qtbot: Any) -> Any:
    opened = Windows()
    yield opened
    for shown in opened.all:
        shown.document.undo_stack.setClean()
    for shell in list(opened.shells):
        shell.close()


def test_without_files_the_start_page_is_shown(windows: Windows) -> None:
    windows.open([])
    assert [shown.is_at_start for shown in windows.all] == [True]


def test_every_file_gets_a_tab(windows: Windows) -> None:
    paths = samples()[:3]
    windows.open([str(path) for path in paths])
    assert [shown.document.path for shown in windows.all] == paths


def test_a_fault_is_reported_once_and_the_chart_is_kept(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows.open([samples()[0]])
    shown = windows.all[0]
    said: list[tuple[str, str]] = []
    trouble = Trouble(windows)

    def tell(heading: str, text: str) -> None:
        said.append((heading, text))
        catch(trouble)  # another fault while the dialog is open

    monkeypatch.setattr(shown.ask, "tell", tell)
    boxes = len(shown.document.chart.boxes)
    catch(trouble)
    assert len(said) == 1
    assert "Traceback" not in said[0][1]
    report = Path(said[0][1].rpartition(" in ")[2].rstrip("."))
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    assert len(shown.document.chart.boxes) == boxes


def catch(trouble: Trouble) -> None:
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        trouble.catch(*sys.exc_info())  # type: ignore[arg-type]


def test_a_report_that_cannot_be_written_goes_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert write_report("what went wrong") is None
    assert "what went wrong" in capsys.readouterr().err


def test_the_app_is_dressed_once(qapp: Any) -> None:
    assert app.application() is qapp
    assert qapp.styleSheet()
