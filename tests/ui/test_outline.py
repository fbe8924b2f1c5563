"""The outline: in step with the document, in sync with the selection, an editor of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.ui.outline import Outline
from orgsketch.ui.outline_model import FUNCTION_MIME, OutlineModel
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


class Drag:
    """Drags boxes over an outline: `part` of a row, 0 = its top, 1 = its bottom."""

    def __init__(self, outline: Outline, data: QMimeData) -> None:
        self.tree, self.data = outline.tree, data

    def over(self, box: str, part: float) -> Drag:
        row = self.tree.visualRect(self.tree.outline.index_of(box))
        return self.at(QPointF(row.x() + 20, row.y() + row.height() * part))

    def at(self, place: QPointF) -> Drag:
        self.place = place
        keys, nobody = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        enter = QDragEnterEvent(place.toPoint(), both, self.data, keys, nobody)
        QApplication.sendEvent(self.tree.viewport(), enter)
        self.is_taken = enter.isAccepted()
        if self.is_taken:
            move = QDragMoveEvent(place.toPoint(), both, self.data, keys, nobody)
            QApplication.sendEvent(self.tree.viewport(), move)
        return self

    def drop(self) -> None:
        keys, nobody = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(self.place, Qt.DropAction.MoveAction, self.data, keys, nobody)
        QApplication.sendEvent(self.tree.viewport(), event)


Dragging = Callable[..., Drag]


@pytest.fixture
def dragging(document: Callable[[Chart], Document], qtbot: Any) -> Dragging:
    def drag(*boxes: str, functions: str = "") -> Drag:
        outline = Outline(document(org(**COMPANY)))
        qtbot.addWidget(outline)
        outline.resize(212, 400)
        outline.show()
        qtbot.waitExposed(outline)
        data = outline.model.mimeData([outline.model.index_of(box) for box in boxes])
        if functions:
            data = QMimeData()
            data.setData(FUNCTION_MIME, functions.encode())
            data.setText("Sales")
        return Drag(outline, data)

    return drag


@pytest.mark.parametrize(
    ("box", "part", "words", "reports"),
    [
        ("b_product", 0.5, "Reports to Product, last", ("b_pm", "b_marcom")),
        ("b_pm", 0.1, "Reports to Product, before Pm", ("b_marcom", "b_pm")),
        ("b_pm", 0.9, "Reports to Product, after Pm", ("b_pm", "b_marcom")),
        ("b_product", 0.9, "Reports to Product, before Pm", ("b_marcom", "b_pm")),
    ],
)
def test_a_drag_says_where_it_lands_and_lands_there(
    dragging: Dragging, box: str, part: float, words: str, reports: tuple[str, ...]
) -> None:
    drag = dragging("b_marcom").over(box, part)
    assert drag.tree.drop.words == words
    assert not drag.tree.grab().isNull()
    drag.drop()
    document = drag.tree.outline.document
    assert document.chart.reports("b_product") == reports
    assert document.undo_stack.undoText() == "Move Marcom under Product"
    assert [drag.tree.outline.box(index) for index in drag.tree.selectedIndexes()] == ["b_marcom"]
    assert drag.tree.drop.aim is None


def test_what_is_carried_is_a_card_that_tells_how_many(dragging: Dragging) -> None:
    tree = dragging().tree
    tree.choose("b_pm")
    one = tree.carried().toImage()
    tree.selectAll()
    assert tree.carried().toImage() != one
    assert tree.carried().height() == one.height()


def test_a_box_cannot_be_dropped_below_itself_and_is_told_why(dragging: Dragging) -> None:
    drag = dragging("b_product").over("b_pm", 0.5)
    assert drag.tree.drop.refusal
    assert drag.tree.drop.words == drag.tree.drop.refusal
    assert not drag.tree.grab().isNull()
    said: list[str] = []
    drag.tree.outline.document.refused.connect(said.append)
    drag.drop()
    assert len(said) == 1
    assert drag.tree.outline.document.undo_stack.count() == 0


def test_a_function_from_the_palette_lands_as_one_named_step(dragging: Dragging) -> None:
    drag = dragging(functions="sales").over("b_marketing", 0.5)
    assert drag.tree.drop.words == "Reports to Marketing, last"
    drag.drop()
    document = drag.tree.outline.document
    added = document.chart.reports("b_marketing")[-1]
    assert document.chart.boxes[added].functions == ("sales",)
    assert document.undo_stack.count() == 1


def test_below_the_rows_is_the_bench_and_beside_the_top_nothing_stands_by_itself(dragging: Dragging) -> None:
    drag = dragging("b_pm").at(QPointF(60, 380))
    assert drag.tree.drop.words == "Waits on the bench"
    assert not drag.tree.grab().isNull()
    assert drag.over("b_ceo", 0.1).tree.drop.words == "Reports to Ceo, last"


def test_over_itself_it_stays_where_it_is(dragging: Dragging) -> None:
    drag = dragging("b_pm").over("b_pm", 0.5)
    assert drag.tree.drop.aim is None
    drag.drop()
    assert drag.tree.outline.document.undo_stack.count() == 0


def test_hostile_data_dropped_from_elsewhere_changes_nothing(dragging: Dragging) -> None:
    drag = dragging()
    drag.data.setData("application/vnd.orgsketch.boxes", b"\xff\xfe\nb_nowhere")
    drag.over("b_pm", 0.5)
    assert drag.tree.drop.load is None
    assert not drag.is_taken


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
