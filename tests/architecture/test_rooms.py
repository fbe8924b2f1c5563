"""The house: who may import whom. The contracts stand in pyproject.toml."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "orgsketch"


def imported(module: Path) -> set[str]:
    """Every module a file imports, at its top or inside a function: "PySide6.QtGui", "orgsketch.model"."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_the_contracts_hold(capfd: pytest.CaptureFixture[str]) -> None:
    from importlinter.cli import lint_imports

    failed = lint_imports(config_filename=str(SOURCE.parents[1] / "pyproject.toml"), no_cache=True)
    assert not failed, capfd.readouterr().out


def test_widgets_stay_in_ui() -> None:
    strangers = [
        str(module.relative_to(SOURCE))
        for module in SOURCE.rglob("*.py")
        if module.relative_to(SOURCE).parts[0] != "ui"
        if any("QtWidgets" in name for name in imported(module))
    ]
    assert strangers == []


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        str(module.relative_to(SOURCE)): count
        for module in SOURCE.rglob("*.py")
        if (count := len(module.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_the_model_needs_nothing_but_immutables() -> None:
    import sys

    used = {name.split(".")[0] for module in (SOURCE / "model").glob("*.py") for name in imported(module)}
    assert used - set(sys.stdlib_module_names) == {"orgsketch", "immutables"}
