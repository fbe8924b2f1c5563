"""What the canvas does with keys by itself; the commands with keys are in `ui.actions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from orgsketch.ui.canvas import walk

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

Key, Modifier = Qt.Key, Qt.KeyboardModifier
WAYS = {Key.Key_Up: walk.up, Key.Key_Down: walk.down, Key.Key_Left: walk.left, Key.Key_Right: walk.right}
HELD: dict[int, str] = {Key.Key_Alt: "alone", Key.Key_Control: "copies"}  # while boxes are carried
COMMANDS = Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier


def press(canvas: Canvas, event: QKeyEvent) -> bool:
    """Handle a key; False when it is none of the canvas's."""
    key, modifiers = Key(event.key()), event.modifiers()
    if key == Key.Key_Escape:
        return _escape(canvas)
    if canvas.preview.is_shown:
        return False
    if canvas.overlay.carry and key == Key.Key_D:
        canvas.overlay.carry.switch_details()
        return True
    if modifiers & COMMANDS:
        return False
    if key in WAYS:
        return _walk(canvas, key, is_adding=bool(modifiers & Modifier.ShiftModifier))
    if key == Key.Key_Home:
        return canvas.walk_to(canvas.chart_layout.tops[0].box if canvas.chart_layout.tops else None)
    if key in (Key.Key_Delete, Key.Key_Backspace) and canvas.overlay.relation:
        canvas.remove_relation(canvas.overlay.relation)
        return True
    text = event.text()
    if text and text.isprintable() and not text.isspace() and len(canvas.overlay.selection) == 1:
        canvas.begin_rename(canvas.overlay.selection[0], text)
        return True
    return False


def _escape(canvas: Canvas) -> bool:
    """Cancel what is going on, else select nothing."""
    if canvas.preview.is_shown:
        canvas.preview.left.emit()
    elif canvas.tool.is_busy:
        canvas.tool.cancel()
    elif canvas.overlay.selection or canvas.overlay.relation:
        canvas.choose([])
    else:
        return False
    return True


def _walk(canvas: Canvas, key: Qt.Key, is_adding: bool) -> bool:
    selection = canvas.overlay.selection
    if not selection:
        first = (
            canvas.chart_layout.tops[0].box
            if canvas.chart_layout.tops
            else next(iter(canvas.chart_layout.bench), None)
        )
        return canvas.walk_to(first)
    box = selection[-1]
    if box in canvas.chart_layout.bench:
        return _walk_bench(canvas, key, box, is_adding)
    return canvas.walk_to(WAYS[key](canvas.chart_layout, box), is_adding=is_adding)


def _walk_bench(canvas: Canvas, key: Qt.Key, box: str, is_adding: bool) -> bool:
    """Left and right along the bench; up to the chart."""
    bench = canvas.chart_layout.bench
    place = bench.index(box) + {Key.Key_Left: -1, Key.Key_Right: 1}.get(key, 0)
    if key == Key.Key_Up:
        return canvas.walk_to(canvas.chart_layout.tops[0].box if canvas.chart_layout.tops else None)
    return canvas.walk_to(bench[min(max(place, 0), len(bench) - 1)], is_adding=is_adding)
