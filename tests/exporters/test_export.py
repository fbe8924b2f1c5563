"""Exporting: the suffix names the format, the file is whole or not at all, errors are one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from orgsketch.drawing.options import ExportOptions
from orgsketch.errors import ExporterError
from orgsketch.exporters import EXPORTERS, export, exporter_for
from orgsketch.exporters.material import only_branch
from orgsketch.rules.pack import load_book
from tests.exporters.material import SAMPLE, report

BOOK = load_book()


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_every_line_of_the_table_names_a_function(suffix: str) -> None:
    module, _colon, name = EXPORTERS[suffix].partition(":")
    assert callable(getattr(import_module(module), name))
    assert exporter_for(Path(f"a{suffix.upper()}"))


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf", ".dot"])
def test_a_chart_is_written(suffix: str, tmp_path: Path, qapp: object) -> None:
    path = tmp_path / f"chart{suffix}"
    export(SAMPLE, path, report=report(), book=BOOK)
    assert path.stat().st_size > 1000
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["chart", "chart.doc", ".svg~"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExporterError, match=r"must end in one of \.svg, \.png"):
        export(SAMPLE, tmp_path / name, report=report(), book=BOOK)


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "chart.svg"
    folder.mkdir()
    with pytest.raises(ExporterError, match=r"chart\.svg cannot be written: .*\."):
        export(SAMPLE, folder, report=report(), book=BOOK)
    with pytest.raises(ExporterError, match="cannot be written"):
        export(SAMPLE, tmp_path / "no" / "folder.svg", report=report(), book=BOOK)
    assert [entry.name for entry in tmp_path.iterdir()] == ["chart.svg"]


def test_a_branch_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExporterError, match="There is no box b_gone on this chart"):
        export(SAMPLE, tmp_path / "a.svg", ExportOptions(branch="b_gone"), report=report(), book=BOOK)
    assert not list(tmp_path.iterdir())


def test_a_branch_takes_what_belongs_to_it() -> None:
    chart = only_branch(SAMPLE, "b_marketing")
    assert set(chart.boxes) == {"b_marketing", "b_pmm", "b_events"}
    assert chart.boxes["b_marketing"].reports_to is None
    assert set(chart.people) == {"p_ana", "p_lea"}
    assert not chart.relations
    assert chart.reports(None) == ("b_marketing",)


@pytest.mark.parametrize("suffix", [".svg", ".dot"])
def test_text_formats_need_no_qt(suffix: str) -> None:
    code = (
        "import sys; from pathlib import Path; from orgsketch.exporters import exporter_for;"
        f"exporter_for(Path('a{suffix}')); assert not [m for m in sys.modules if m.startswith('PySide6')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_pictures_need_no_display(suffix: str, tmp_path: Path) -> None:
    """As the command line does it: no application yet, no display."""
    code = (
        "import os, sys; from pathlib import Path; from tests.exporters.test_export import *;"
        "export(SAMPLE, Path(sys.argv[1]), report=report(), book=BOOK)"
    )
    path = tmp_path / f"a{suffix}"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(path)]
    subprocess.run(command, check=True, cwd=root, env=environment, capture_output=True)
    assert path.stat().st_size > 1000
