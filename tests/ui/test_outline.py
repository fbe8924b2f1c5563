"""The outline: in step with the document, in sync with the selection, an editor of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.ui.outline import Outline
from orgsketch.ui.outline_model import OutlineModel
from tests.charts import charts, org, session, steps

COMPANY = {"ceo": None, "product": "ceo", "pm": "product", "marketing": "ceo", "marcom": "marketing"}


def tree(model: OutlineModel, index: QModelIndex = QModelIndex()) -> list[Any]:  # noqa: B008
    """What the model shows, as nested lists of boxes."""
    rows = [model.index(row, 0, index) for row in range(model.rowCount(index))]
    return [(model.box(row), tree(model, row)) for row in rows]


def shape(chart: Chart, manager: str | None = None) -> list[Any]:
    return [(box, shape(chart, box)) for box in chart.reports(manager)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chart=charts(max_boxes=8), tried=steps(12))
def test_the_model_is_sound_and_in_step_through_any_session(document: Any, chart: Chart, tried: Any) -> None:
    opened: Document = document(chart)
    model = OutlineModel(opened)
    checks = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for _before, diff, _after in session(chart, tried):
        kept = {box: QPersistentModelIndex(model.index_of(box)) for box in opened.chart.boxes}
        opened.edit("Step", lambda now, diff=diff: diff)
        assert tree(model) == shape(opened.chart)
        for box, index in kept.items():
            assert not index.isValid() or model.box(index) == box
    while opened.undo_stack.canUndo():
        opened.undo_stack.undo()
        assert tree(model) == shape(opened.chart)
    assert checks.model() is model


def test_renaming_in_place_is_an_edit(document: Callable[[Chart], Document]) -> None:
    opened = document(org(**COMPANY))
    model = OutlineModel(opened)
    assert model.setData(model.index_of("b_pm"), "Product Lead")
    assert opened.chart.boxes["b_pm"].title == "Product Lead"
    assert opened.undo_stack.undoText() == "Rename"


def test_dropping_a_box_on_another_moves_it_there(document: Callable[[Chart], Document]) -> None:
    opened = document(org(**COMPANY))
    model = OutlineModel(opened)
    carried = model.mimeData([model.index_of("b_marcom")])
    product = model.index_of("b_product")
    move = Qt.DropAction.MoveAction
    assert model.canDropMimeData(carried, move, 0, 0, product)
    model.dropMimeData(carried, move, 0, 0, product)
    assert opened.chart.reports("b_product") == ("b_marcom", "b_pm")


def test_a_box_cannot_be_dropped_below_itself(document: Callable[[Chart], Document]) -> None:
    opened = document(org(**COMPANY))
    model = OutlineModel(opened)
    carried = model.mimeData([model.index_of("b_product")])
    assert not model.canDropMimeData(carried, Qt.DropAction.MoveAction, -1, 0, model.index_of("b_pm"))


def test_hostile_data_dropped_from_elsewhere_changes_nothing(document: Callable[[Chart], Document]) -> None:
    opened = document(org(**COMPANY))
    model = OutlineModel(opened)
    carried = model.mimeData([])
    carried.setData("application/vnd.orgsketch.boxes", b"\xff\xfe\nb_nowhere")
    assert not model.canDropMimeData(carried, Qt.DropAction.MoveAction, -1, 0, QModelIndex())


def test_selecting_elsewhere_shows_here_without_an_echo(
    document: Callable[[Chart], Document], qtbot: Any
) -> None:
    outline = Outline(document(org(**COMPANY)))
    qtbot.addWidget(outline)
    said: list[list[str]] = []
    outline.selection_changed.connect(said.append)
    outline.tree.collapseAll()
    outline.select(["b_pm"])
    assert outline.selected() == ["b_pm"]
    assert outline.tree.isExpanded(outline.model.index_of("b_product"))
    assert not said


def test_selecting_here_is_told(document: Callable[[Chart], Document], qtbot: Any) -> None:
    outline = Outline(document(org(**COMPANY)))
    qtbot.addWidget(outline)
    with qtbot.waitSignal(outline.selection_changed) as told:
        outline.tree.setCurrentIndex(outline.model.index_of("b_marcom"))
    assert told.args == [["b_marcom"]]


def test_a_new_box_is_not_hidden_in_a_closed_branch(
    document: Callable[[Chart], Document], qtbot: Any
) -> None:
    opened = document(org(**COMPANY))
    outline = Outline(opened)
    qtbot.addWidget(outline)
    outline.tree.collapseAll()
    opened.edit("Add", edits.add, "Analyst", manager="b_pm", id="b_analyst")
    assert outline.tree.isExpanded(outline.model.index_of("b_pm"))


def test_readers_hear_title_people_and_state(document: Callable[[Chart], Document]) -> None:
    opened = document(org(**COMPANY))
    opened.edit("Vacant", edits.set_headcount, "b_pm", 0)
    model = OutlineModel(opened)
    assert model.data(model.index_of("b_pm"), Qt.ItemDataRole.AccessibleTextRole) == "Pm, vacant"
