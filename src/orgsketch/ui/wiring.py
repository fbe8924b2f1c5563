"""Who tells whom in a window: what is selected is so everywhere, and what happens to the chart is seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from orgsketch.resources import _
from orgsketch.ui.actions import ON_BOX, ON_CHART
from orgsketch.ui.commands import advice, editing, files, options, viewing

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def connect(window: Window) -> None:
    """Let the parts of a window hear of each other."""
    _connect_canvas(window)
    _connect_sides(window)
    _connect_document(window)


def take_selection(window: Window, boxes: Sequence[str]) -> None:
    """The canvas has another selection: tell everyone else."""
    window.selection = tuple(boxes)
    window.outline.select(window.selection)
    window.side.select(window.selection)
    window.coaching.expecting.check()
    window.actions_table.refresh()


# ---- the canvas ----


def _connect_canvas(window: Window) -> None:
    canvas = window.canvas
    canvas.selection_changed.connect(partial(take_selection, window))
    canvas.finding_clicked.connect(window.show_finding)
    canvas.questions_clicked.connect(partial(_show_questions, window))
    canvas.menu_wanted.connect(partial(_show_menu, window))
    canvas.status.connect(window.status.say)


def _show_questions(window: Window, box: str) -> None:
    window.select([box])
    viewing.open_side(window, "right")
    window.side.tabs.setCurrentIndex(1)


def _show_menu(window: Window, place: QPoint, box: str) -> None:
    """The menu of a box, or of the chart where there is none."""
    if box and box not in window.selection:
        window.select([box])
    window.actions_table.context_menu(ON_BOX if box else ON_CHART).popup(place)


# ---- the panels ----


def _connect_sides(window: Window) -> None:
    outline, palette, side = window.outline, window.palette_panel, window.side
    outline.selection_changed.connect(partial(_select_from_outline, window))
    outline.delete_wanted.connect(lambda: editing.delete(window))
    outline.opened.connect(window.go_to)
    palette.wanted.connect(partial(editing.add_function, window))
    palette.done.connect(window.focus_chart)
    side.findings.boxes_wanted.connect(partial(_show_boxes, window))
    side.findings.remedy_wanted.connect(partial(advice.try_remedy, window))
    side.questions.guides_wanted.connect(lambda: advice.guides(window))
    for panel in (side.findings, side.case):
        panel.rule_wanted.connect(partial(advice.read_rule, window))
    side.properties.line_wanted.connect(partial(editing.draw_line, window))


def _select_from_outline(window: Window, boxes: list[str]) -> None:
    window.canvas.select(boxes)
    if len(boxes) == 1:
        window.canvas.center_on(boxes[0])
    take_selection(window, boxes)


def _show_boxes(window: Window, boxes: list[str]) -> None:
    """A finding was opened: its boxes are selected on the canvas, the panel keeps its order."""
    known = [box for box in boxes if box in window.document.chart.boxes]
    if known:
        window.canvas.select(known)
        window.canvas.center_on(known[0])
        window.selection = tuple(known)
        window.outline.select(known)
        window.side.properties.select(known)
        window.actions_table.refresh()


# ---- the document ----


def _connect_document(window: Window) -> None:
    document, history = window.document, window.document.undo_stack
    window.toast.undo_wanted.connect(history.undo)
    history.indexChanged.connect(lambda _index: window.toast.drop_undo())
    document.refused.connect(partial(_tell_refusal, window))
    document.changed_on_disk.connect(partial(files.settle_conflict, window))
    document.guard = partial(options.guard, window)
    document.state_changed.connect(window.show_name)
    document.chart_changed.connect(lambda _diff: _drop_missing(window))
    document.opened.connect(lambda: window.select([]))
    document.saved.connect(lambda: window.toast.show_message(files.saved_sentence(document)))
    history.indexChanged.connect(lambda _index: window.actions_table.refresh())
    window.show_name()


def _drop_missing(window: Window) -> None:
    if any(box not in window.document.chart.boxes for box in window.selection):
        window.select(window.selection)


def _tell_refusal(window: Window, sentence: str) -> None:
    if window.is_at_start or not window.isVisible():
        window.ask.tell(_("That did not work"), sentence)
    else:
        window.toast.show_message(sentence)
