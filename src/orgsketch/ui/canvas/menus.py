"""Menus that pop up on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import RELATION_KINDS
from orgsketch.resources import _, plural
from orgsketch.ui.canvas.hits import Hit
from orgsketch.ui.spoken import RELATIONS, box_title, function_title
from orgsketch.ui.widgets.words import no_mnemonic

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas


def ask_for_menu(canvas: Canvas, event: QContextMenuEvent) -> None:
    """The menu of a relation; for a box, or the chart, the window is asked. By key: for the selection."""
    place, hit = event.pos(), canvas.hit(event.pos().x(), event.pos().y())
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        hit = Hit("card", canvas.overlay.selection[0]) if canvas.overlay.selection else Hit()
        rect = canvas.screen_rect(hit.box) if hit.box else None
        place = QPoint(*map(round, rect.center)) if rect else canvas.viewport().rect().center()
    where = canvas.viewport().mapToGlobal(place)
    if hit.kind == "relation":
        canvas.choose_relation(hit.part)
        relation_menu(canvas, hit.part).popup(where)
        return
    if hit.box not in canvas.overlay.selection:
        canvas.choose([hit.box] if hit.box else [])
    canvas.menu_wanted.emit(where, hit.box)


def kind_menu(canvas: Canvas, start: str, ends: Sequence[str]) -> QMenu:
    """Every kind of relation from one box to others; choosing draws it.

    To one box that has peers of its function the kind is offered to all of them as well: one product
    marketer serves several product managers by one gesture.
    """
    menu = _menu(canvas)
    for kind in RELATION_KINDS:
        _offer_line(canvas, menu, kind, start, ends)
    peers = alike(canvas.document.chart, start, ends[0]) if len(ends) == 1 else []
    if len(peers) > 1:
        menu.addSeparator()
        _offer_line(canvas, menu, "serves", start, peers)
    return menu


def alike(chart: Chart, start: str, box: str) -> list[str]:
    """The boxes of the same main function as a box, itself among them, but those that lead others of it."""
    function = chart.boxes[box].function
    if not function:
        return []
    same = [other for other in chart.with_function(function) if other != start]
    return sorted(other for other in same if not any(report in same for report in chart.reports(other)))


def _offer_line(canvas: Canvas, menu: QMenu, kind: str, start: str, ends: Sequence[str]) -> None:
    chart, book = canvas.document.chart, canvas.document.book
    whom = box_title(chart, ends[0], book)
    if len(ends) > 1:
        functions = {chart.boxes[end].function for end in ends}
        title = function_title(book, functions.pop()) if len(functions) == 1 else ""
        whom = plural("{count} box", "{count} boxes", len(ends))
        whom = _("all {count}: {function}").format(count=len(ends), function=title) if title else whom
    text = _("{kind} {box}").format(kind=_(RELATIONS[kind]), box=whom)
    step = _("Draw: {line}").format(line=text)
    action = menu.addAction(no_mnemonic(text))
    action.setData(kind)
    if len(ends) == 1:
        action.triggered.connect(lambda: canvas.document.edit(step, edits.draw, kind, start, ends[0]))
    else:
        action.triggered.connect(lambda: canvas.document.edit(step, edits.draw_all, kind, start, ends))


def relation_menu(canvas: Canvas, relation: str) -> QMenu:
    """What can be done with a relation: another kind, or none."""
    menu = _menu(canvas)
    line = canvas.document.chart.relations[relation]
    for kind in RELATION_KINDS:
        action = menu.addAction(no_mnemonic(_(RELATIONS[kind])))
        action.setData(kind)
        action.setCheckable(True)
        action.setChecked(kind == line.kind)
        action.triggered.connect(
            lambda checked=False, kind=kind: canvas.document.edit(
                _("Change a line"), edits.change_relation, relation, kind=kind
            )
        )
    menu.addSeparator()
    menu.addAction(_("Delete the line")).triggered.connect(lambda: canvas.remove_relation(relation))
    return menu


def _menu(canvas: Canvas) -> QMenu:
    menu = QMenu(canvas)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
