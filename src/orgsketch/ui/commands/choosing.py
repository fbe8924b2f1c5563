"""What is selected and what is seen of a large chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.model import tree

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def select_branch(window: Window) -> None:
    """Select the selected boxes and all below them."""
    chart = window.document.chart
    below = (member for box in window.selection for member in tree.branch(chart, box))
    window.select(list(dict.fromkeys(below)))


def select_peers(window: Window) -> None:
    """Select all boxes that report to the same managers."""
    chart = window.document.chart
    managers = dict.fromkeys(chart.boxes[box].reports_to for box in window.selection)
    window.select([peer for manager in managers for peer in chart.reports(manager)])


def select_reports(window: Window) -> None:
    """Select the direct reports of the selected boxes."""
    chart = window.document.chart
    window.select([report for box in window.selection for report in chart.reports(box)])


def select_manager(window: Window) -> None:
    """Select the managers of the selected boxes."""
    chart = window.document.chart
    managers = dict.fromkeys(chart.boxes[box].reports_to for box in window.selection)
    window.select([manager for manager in managers if manager])


def show_layers(window: Window, layers: int) -> None:
    """Fold so that just so many layers are seen."""
    canvas, chart = window.canvas, window.document.chart
    below = _at_layer(window, layers)
    wanted = {box for box in below if chart.reports(box)}
    above = {box for box in chart.boxes if box not in below} & canvas.chart_layout.folded
    canvas.relayout(lambda: _fold(window, wanted, above))
    canvas.fit()


def unfold_all(window: Window) -> None:
    """Show every box."""
    canvas = window.canvas
    canvas.relayout(lambda: _fold(window, set(), set(canvas.chart_layout.folded)))


def focus(window: Window) -> None:
    """Look at the branch of the selected box alone."""
    window.canvas.crumbs.focus_on(window.selection[0])


def focus_up(window: Window) -> None:
    """Look at the branch of the manager above."""
    window.canvas.crumbs.step_up()


def unfocus(window: Window) -> None:
    """Look at the whole chart again."""
    window.canvas.crumbs.focus_on("")


def in_focus(window: Window) -> bool:
    """Whether one branch is looked at alone."""
    return not window.is_at_start and bool(window.canvas.crumbs.focus)


def toggle_minimap(window: Window) -> None:
    """Show the minimap where it helps, or never."""
    window.canvas.minimap.want(not window.canvas.minimap.is_wanted)


def has_minimap(window: Window) -> bool:
    """Whether the minimap is shown where it helps."""
    return window.canvas.minimap.is_wanted


def _at_layer(window: Window, layer: int) -> set[str]:
    """The boxes of a layer, the top being 1."""
    chart = window.document.chart
    found = {box for box in chart.reports(None) if not tree.is_unplaced(chart, box)}
    for _step in range(layer - 1):
        found = {report for box in found for report in chart.reports(box)}
    return found


def _fold(window: Window, folded: set[str], unfolded: set[str]) -> None:
    layout = window.canvas.chart_layout
    for box in unfolded:
        layout.fold(box, False)
    for box in folded:
        layout.fold(box, True)
