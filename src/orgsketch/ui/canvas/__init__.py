"""The canvas: one widget that paints what is visible of the chart and hands events to the current tool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

__all__ = ["Canvas"]


def __getattr__(name: str) -> Any:
    """The widget when it is asked for: the tools know its parts, and it knows the tools."""
    if name != "Canvas":
        raise AttributeError(name)
    from orgsketch.ui.canvas.canvas import Canvas

    return Canvas
