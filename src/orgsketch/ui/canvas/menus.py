"""Menus that pop up on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from orgsketch.model import edits
from orgsketch.model.records import RELATION_KINDS
from orgsketch.resources import _
from orgsketch.ui.canvas.hits import Hit
from orgsketch.ui.spoken import RELATIONS, box_title
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


def kind_menu(canvas: Canvas, start: str, end: str) -> QMenu:
    """Every kind of relation from one box to another; choosing draws it."""
    menu = _menu(canvas)
    chart = canvas.document.chart
    title = box_title(chart, end, canvas.document.book)
    for kind in RELATION_KINDS:
        text = _("{kind} {box}").format(kind=_(RELATIONS[kind]), box=title)
        step = _("Draw: {line}").format(line=text)
        action = menu.addAction(no_mnemonic(text))
        action.setData(kind)
        action.triggered.connect(
            lambda checked=False, kind=kind, step=step: canvas.document.edit(
                step, edits.draw, kind, start, end
            )
        )
    return menu


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
