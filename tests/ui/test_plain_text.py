"""Whatever a name contains, it is shown as it stands: no HTML, no mnemonics, no file opened."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

import orgsketch.ui
from orgsketch.model import edits
from orgsketch.model.records import Person
from tests.charts import org

EVIL = '<img src="file:///etc/passwd"><b>R&D</b> <script>'
UI = Path(orgsketch.ui.__file__).parent
RICH = {"setToolTip", "setWhatsThis", "setStatusTip"}


def test_every_label_of_a_full_window_is_plain(window: Any) -> None:
    shown = window(org(ceo=None, pm="ceo", functions={"pm": "product_management"}))
    document = shown.document
    document.edit("Rename", edits.rename, "b_pm", EVIL)
    document.edit("People", edits.set_people, "b_pm", [Person("p_1", EVIL)])
    document.edit("Name", edits.change_chart, title=EVIL)
    document.edit("Draw", edits.draw, "serves", "b_pm", "b_ceo")
    shown.select(["b_pm"])
    shown.finder.open()
    shown.toolbar.offer_charts()
    for label in shown.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found.append((str(path.relative_to(UI)), node))
    return found


def name_of(call: ast.Call) -> str:
    function = call.func
    return (
        function.attr
        if isinstance(function, ast.Attribute)
        else function.id
        if isinstance(function, ast.Name)
        else ""
    )


@pytest.mark.parametrize("method", sorted(RICH))
def test_tooltips_are_escaped(method: str) -> None:
    for path, call in calls():
        if name_of(call) == method:
            value = call.args[0]
            is_constant = isinstance(value, ast.Constant)
            is_escaped = isinstance(value, ast.Call) and name_of(value) == "tip"
            is_choice = isinstance(value, ast.IfExp) and name_of(value.body) == "tip"  # type: ignore[arg-type]
            assert is_constant or is_escaped or is_choice, f"{path}:{call.lineno}"


def test_labels_are_made_in_one_place() -> None:
    makers = {path for path, call in calls() if name_of(call) in ("QLabel", "QMessageBox")}
    assert makers == set()
