"""The canvas: one widget that paints what is visible of the chart and hands events to the current tool."""

from orgsketch.ui.canvas.canvas import Canvas

__all__ = ["Canvas"]
