"""Giving boxes a value of the legend: by a drop on its row, or by a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from orgsketch.drawing.coloring import FAMILY, PRODUCT, SEVERITY, STATE, Coloring, choices, title_of
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.ui.canvas.dropping import Load, Proposal, load_title
from orgsketch.ui.widgets.words import no_mnemonic

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas


def refusal_of(coloring: Coloring, key: str) -> str:
    """Why a value cannot be given to boxes, in words; "" when it can."""
    if coloring.by == SEVERITY:
        return _("The rules find a severity; it cannot be set")
    if coloring.by == FAMILY and not _group(coloring, key):
        return _("A family comes with a function; drop on a function")
    return _("A range is not one value; type the number") if coloring.is_ranged and key else ""


def proposal(coloring: Coloring, chart: Chart, load: Load, key: str) -> Proposal:
    """The one edit that gives boxes a value."""
    words = _("Set {what} of {boxes}").format(what=coloring.title.lower(), boxes=load_title(chart, load))
    if coloring.by == STATE:
        return Proposal(words, edits.set_state, (load.boxes, key), {})
    if coloring.field:
        return Proposal(words, edits.set_field, (load.boxes, coloring.field, key), {})
    if coloring.by == PRODUCT:
        return Proposal(words, edits.change, (load.boxes,), {"products": [key] if key else []})
    function = _group(coloring, key) if coloring.by == FAMILY else key
    return Proposal(words, edits.change, (load.boxes,), {"functions": [function] if function else []})


def headline_of(coloring: Coloring, key: str) -> str:
    """What a drop would do, in a few words."""
    return f"{coloring.title}: {coloring.value(key).title}"


def refusal(canvas: Canvas, key: str) -> str:
    """Why boxes of this chart cannot be given a value; "" when they can."""
    return canvas.why_not_changeable() or refusal_of(canvas.lens.coloring, key)


def give(canvas: Canvas, key: str) -> None:
    """Give the selected boxes a value, or say why not."""
    reason = refusal(canvas, key)
    if reason:
        canvas.status.emit(reason)
        return
    load = Load(tuple(canvas.overlay.selection))
    made = proposal(canvas.lens.coloring, canvas.document.chart, load, key)
    canvas.document.edit(made.text, made.function, *made.args, **made.options)


def boxes_with(canvas: Canvas, key: str) -> list[str]:
    """The boxes that have a value."""
    coloring, marks = canvas.lens.coloring, canvas.contents.marks
    return [box for box, record in canvas.document.chart.boxes.items() if coloring.key(record, marks) == key]


def by_menu(canvas: Canvas) -> QMenu:
    """Everything the boxes can be coloured by."""
    menu = _menu(canvas)
    group = QActionGroup(menu)
    for by in choices(canvas.document.chart):
        action = menu.addAction(no_mnemonic(title_of(by)))
        action.setData(by)
        action.setCheckable(True)
        action.setChecked(by == canvas.lens.by)
        action.setActionGroup(group)
        action.triggered.connect(lambda checked=False, by=by: canvas.lens.color_by(by))
    return menu


def value_menu(canvas: Canvas) -> QMenu:
    """Every value of the legend, to be given to the selected boxes: the twin of dropping them there."""
    menu = _menu(canvas)
    coloring = canvas.lens.coloring
    menu.setTitle(coloring.title)
    heading = menu.addAction(no_mnemonic(coloring.title))
    heading.setEnabled(False)
    for value, _count in coloring.legend(canvas.document.chart, canvas.contents.marks):
        action = menu.addAction(no_mnemonic(value.title))
        action.setData(value.key)
        action.setEnabled(not refusal(canvas, value.key))
        action.triggered.connect(lambda checked=False, key=value.key: give(canvas, key))
    return menu


def _group(coloring: Coloring, family: str) -> str:
    """The function that stands for a whole family; "" where none does."""
    members = [entry for entry in coloring.vocabulary.functions.values() if entry.family == family]
    groups = [entry for entry in members if entry.is_group] or (members if len(members) == 1 else [])
    return groups[0].id if groups else ""


def _menu(canvas: Canvas) -> QMenu:
    menu = QMenu(canvas)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
