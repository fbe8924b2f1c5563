"""What is slow to load is not loaded where it is not needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TABLES = {"openpyxl", "pptx", "graphviz"}


def loaded(code: str, *arguments: str) -> set[str]:
    """The top-level packages in a process that ran this code."""
    whole = f"import sys\n{code}\nprint('\\n' + ' '.join({{name.split('.')[0] for name in sys.modules}}))"
    ran = subprocess.run([sys.executable, "-c", whole, *arguments], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.splitlines()[-1].split())


RUN = "from orgsketch.cli import main; main(sys.argv[1:])"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"], ["export", "--help"]])
def test_help_loads_nothing_slow(arguments: list[str]) -> None:
    assert not loaded(RUN, *arguments) & {"PySide6", "pydantic", *TABLES}


def test_check_never_loads_qt(tmp_path: Path) -> None:
    line = tmp_path / "chart.txt"
    line.write_text("CEO[Marketing[PMM Marcom] Product[PM]]\n", encoding="utf-8")
    assert not loaded(RUN, "check", str(line)) & {"PySide6", *TABLES}


def test_the_window_opens_without_what_only_files_and_tables_need() -> None:
    assert not loaded("import orgsketch.ui.app") & {"pydantic", *TABLES}


def test_the_model_needs_only_persistent_maps() -> None:
    import_all = "import orgsketch.model.edits, orgsketch.model.tree"
    assert not loaded(import_all) & {"PySide6", "pydantic", "tomllib", "platformdirs", "gettext", *TABLES}


def test_the_tools_can_be_loaded_before_the_canvas() -> None:
    """They know its parts, and it knows them."""
    for tool in ("draw_relation", "pan", "select", "tool"):
        subprocess.run([sys.executable, "-c", f"import orgsketch.ui.tools.{tool}"], check=True, timeout=60)
