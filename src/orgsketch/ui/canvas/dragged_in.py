"""Boxes and functions dragged onto the canvas from the palette and the outline."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.ui.canvas.dropping import Load
from orgsketch.ui.outline_model import BOXES_MIME, FUNCTION_MIME
from orgsketch.ui.tools.select import topmost
from orgsketch.vocabulary import Vocabulary

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas


def enter(canvas: Canvas, event: QDragEnterEvent) -> None:
    """Begin to carry what comes in; anything else, a file for instance, is left to the window."""
    load = load_of(canvas.document.chart, canvas.contents.vocabulary, event.mimeData())
    if load is None or canvas.why_not_changeable():
        event.ignore()
        return
    canvas.begin_carry(load, is_foreign=True)
    event.acceptProposedAction()


def move(canvas: Canvas, event: QDragMoveEvent) -> None:
    """Aim."""
    carry, place = canvas.overlay.carry, event.position()
    if carry is None:
        event.ignore()
        return
    canvas.scroll_at_edge(place.x(), place.y(), carry.hold)
    carry.move(place.x(), place.y(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
    event.acceptProposedAction()


def leave(canvas: Canvas) -> None:
    """As if nothing had come in."""
    if canvas.overlay.carry:
        canvas.overlay.carry.cancel()


def drop(canvas: Canvas, event: QDropEvent) -> None:
    """Make the one edit, select what has landed."""
    carry, place = canvas.overlay.carry, event.position()
    if carry is None:
        event.ignore()
        return
    carry.move(place.x(), place.y(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
    landing = [carry.aim.target] if carry.aim and carry.aim.zone == "function" else [carry.load.first]
    landing += [fresh for fresh, _title, _functions in carry.load.more]
    if carry.drop():
        canvas.choose([box for box in landing if box in canvas.document.chart.boxes])
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    event.acceptProposedAction()


def load_of(chart: Chart, vocabulary: Vocabulary, data: QMimeData) -> Load | None:
    """What is being dragged in; None when it is nothing for a chart."""
    if data.hasFormat(FUNCTION_MIME):
        named = zip_longest(_text(data, FUNCTION_MIME).split("\n"), data.text().split("\n"), fillvalue="")
        (fresh, title, functions), *more = (_added(chart, vocabulary, *names) for names in named)
        return Load((), functions, title, fresh, tuple(more))
    if data.hasFormat(BOXES_MIME):
        boxes = [box for box in _text(data, BOXES_MIME).split("\n") if box in chart.boxes]
        return Load(tuple(topmost(chart, boxes))) if boxes else None
    return None


def _added(chart: Chart, vocabulary: Vocabulary, names: str, said: str) -> tuple[str, str, tuple[str, ...]]:
    """Id, title and functions of a box from the palette."""
    functions = tuple(filter(None, names.split("+")))
    known = vocabulary.functions.get(functions[0]) if functions else None
    return ids.new_id(ids.BOX, chart.boxes), said or (known.title if known else ""), functions


def _text(data: QMimeData, kind: str) -> str:
    return bytes(data.data(kind).data()).decode("utf-8", "replace")
