"""One row of the table of commands, and the conditions on which a command can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from orgsketch.ui.commands import viewing

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

Do: TypeAlias = "Callable[[Window], object]"
When: TypeAlias = "Callable[[Window], bool]"


def always(window: Window) -> bool:
    """At any time."""
    return True


def in_file(window: Window) -> bool:
    """While a chart is open, whichever page shows it."""
    return not window.is_at_start


def with_content(window: Window) -> bool:
    """While an open chart has boxes."""
    return in_file(window) and bool(window.document.chart.boxes)


def on_chart(window: Window) -> bool:
    """While the chart itself is shown."""
    return window.is_on_chart


def with_boxes(window: Window) -> bool:
    """While the chart itself is shown and has boxes."""
    return on_chart(window) and bool(window.document.chart.boxes)


def on_surface(window: Window) -> bool:
    """While something is shown that can be zoomed."""
    return viewing.surface(window) is not None


def with_selection(window: Window) -> bool:
    """While boxes are selected."""
    return on_chart(window) and bool(window.selection)


def with_one(window: Window) -> bool:
    """While exactly one box is selected."""
    return on_chart(window) and len(window.selection) == 1


class Row(NamedTuple):
    """One command. `on_canvas`: its keys count only while the canvas has the keyboard.

    `checked`: whether it is on, for commands that switch something. `line`: a separator above it.
    """

    id: str
    menu: str
    text: str
    do: Do
    keys: str = ""
    when: When = always
    on_canvas: bool = False
    checked: When | None = None
    line: bool = False
