"""How the chart is looked at: search, colours, lines, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from orgsketch.model.records import RELATION_KINDS
from orgsketch.ui.canvas import valuing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from orgsketch.ui.window import Window


def search(window: Window) -> None:
    """Put the keyboard into the search field."""
    window.canvas.search_bar.begin()


def search_next(window: Window) -> None:
    """Go to the next box found."""
    window.canvas.search_bar.step(1)


def search_last(window: Window) -> None:
    """Go to the box found before."""
    window.canvas.search_bar.step(-1)


def toggle_dim(window: Window) -> None:
    """Dim what is not found, or show all alike."""
    bar = window.canvas.search_bar
    bar.dim.toggle()
    if bar.dim.isChecked() and bar.isHidden():
        bar.begin()


def is_dimming(window: Window) -> bool:
    """Whether what is not found is dimmed."""
    return window.canvas.lens.seeking.wants_dim


def color_by(window: Window, by: str) -> None:
    """Colour the boxes by something."""
    window.canvas.lens.color_by(by)


def is_colored_by(window: Window, by: str) -> bool:
    """Whether the boxes are coloured by it."""
    return window.canvas.lens.by == by


def choose_coloring(window: Window) -> None:
    """Offer everything the boxes can be coloured by, the chart's own columns too."""
    _pop_up(window, valuing.by_menu(window.canvas))


def give_value(window: Window) -> None:
    """Offer the values of the legend for the selected boxes: the twin of dropping them there."""
    _pop_up(window, valuing.value_menu(window.canvas))


def toggle_lines(window: Window, kind: str) -> None:
    """Show a kind of relations, or hide it."""
    window.canvas.lens.show_lines([kind], not shows_lines(window, kind))


def shows_lines(window: Window, kind: str) -> bool:
    """Whether relations of a kind are shown."""
    return kind not in window.canvas.lens.hidden_lines


def show_all_lines(window: Window) -> None:
    """Show every kind of relations."""
    window.canvas.lens.show_lines(RELATION_KINDS, True)


def hide_all_lines(window: Window) -> None:
    """Show the reporting lines alone."""
    window.canvas.lens.show_lines(RELATION_KINDS, False)


def toggle_legend(window: Window) -> None:
    """Show the legend, or not."""
    window.canvas.lens.show_legend(not has_legend(window))


def has_legend(window: Window) -> bool:
    """Whether the legend is shown."""
    return window.canvas.lens.has_legend


def toggle_small(window: Window) -> None:
    """Small cards or full ones."""
    window.canvas.lens.make_small(not is_small(window))


def is_small(window: Window) -> bool:
    """Whether the cards are small."""
    return window.canvas.lens.is_small


def toggle_bench(window: Window) -> None:
    """Open the tray of the boxes without a manager, or close it."""
    window.canvas.open_bench(not window.canvas.bench.is_open)


def is_bench_open(window: Window) -> bool:
    """Whether the tray is open."""
    return window.canvas.bench.is_open


def has_bench(window: Window) -> bool:
    """Whether there are boxes without a manager."""
    return window.is_on_chart and window.canvas.bench.is_shown


def _pop_up(window: Window, menu: QMenu) -> None:
    """Beside the selected box where it is seen, else in the middle of the canvas."""
    canvas = window.canvas
    rect = canvas.screen_rect(canvas.overlay.selection[0]) if canvas.overlay.selection else None
    place = canvas.viewport().rect().center()
    if rect and rect.meets(canvas.view.on_screen(canvas.view.area)):
        place = QPoint(round(rect.x), round(rect.bottom))
    menu.popup(canvas.viewport().mapToGlobal(place))
