"""How the reports of the selected boxes are drawn, and which boxes stand beside the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.model import edits
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.model.records import Box
    from orgsketch.ui.window import Window


def arrange(window: Window, arrangement: str) -> None:
    """Draw the reports of the selected boxes this way; "" = as fits."""
    window.document.edit(_("Arrange reports"), edits.change, window.selection, arrangement=arrangement)


def is_arranged(window: Window, arrangement: str) -> bool:
    """Whether the reports of all selected boxes are drawn this way."""
    boxes = _selected(window)
    return bool(boxes) and all(box.arrangement == arrangement for box in boxes)


def toggle_assistant(window: Window) -> None:
    """Put the selected boxes beside the line of their manager, or back into the row."""
    is_on = not are_assistants(window)
    window.document.edit(_("Set assistant"), edits.change, window.selection, assistant=is_on)


def are_assistants(window: Window) -> bool:
    """Whether all selected boxes stand beside the line."""
    boxes = _selected(window)
    return bool(boxes) and all(box.assistant for box in boxes)


def _selected(window: Window) -> list[Box]:
    """The selected boxes; in the moment another chart is opened they are not on it."""
    boxes = window.document.chart.boxes
    return [boxes[box] for box in window.selection if box in boxes]
