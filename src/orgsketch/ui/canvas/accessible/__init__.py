"""The canvas for those who cannot see it: a tree of the chart, box by box, with its lines and findings.

The outline panel shows the same tree as a widget that every reader knows; this is the chart itself, with the
places of the cards, so that a magnifier follows and a reader reads what is under the pointer.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

from orgsketch.ui.canvas.accessible.tree import ChartTree

_TREES: dict[int, ChartTree] = {}


@cache
def install() -> None:
    """Give every canvas that is asked a tree. Qt holds interfaces by address, so they are kept here."""
    QAccessible.installFactory(_tree_of)


def _tree_of(name: str, asked: QObject) -> QAccessibleInterface | None:
    from orgsketch.ui.canvas.canvas import Canvas

    if not isinstance(asked, Canvas) or name != "Canvas":
        return None
    key = id(asked)
    made = _TREES[key] = ChartTree(asked)
    asked.destroyed.connect(lambda: _forget(key))
    return made


def _forget(key: int) -> None:
    chart_tree = _TREES.pop(key, None)
    if chart_tree is not None:
        chart_tree.clear()
