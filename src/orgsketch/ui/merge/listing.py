"""The list of conflicts: what is disputed in strong letters, how in quiet ones below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from orgsketch.compare.disputes import Dispute
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.widgets.words import tip

KEY, DISPUTE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PAD = 7


class Conflicts(QListWidget):
    """The conflicts that are left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Conflicts"))
        self.setItemDelegate(_TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fill(self, told: Sequence[Dispute], current: str) -> None:
        """Show these, one of them in hand; tells nobody."""
        self.blockSignals(True)
        self.clear()
        for one in told:
            item = QListWidgetItem(f"{one.title}: {one.what}")
            item.setData(KEY, one.conflict.id)
            item.setData(DISPUTE, one)
            item.setToolTip(tip(one.sentence))
            self.addItem(item)
            if one.conflict.id == current:
                self.setCurrentItem(item)
        self.blockSignals(False)


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        high = QFontMetrics(look.font("strong")).height() + QFontMetrics(look.font("small")).height()
        return QSize(40, high + 2 * PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one: Dispute = index.data(DISPUTE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(look.color("focus" if state & QStyle.StateFlag.State_HasFocus else "accent_soft"))
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        room = rect.adjusted(10, PAD, -10, -PAD)
        high = QFontMetrics(look.font("strong")).height()
        _write(painter, QRect(room.x(), room.y(), room.width(), high), one.title, "strong", "text")
        below = room.adjusted(0, high, 0, 0)
        _write(painter, below, one.what, "small", "text_muted")
        painter.restore()


def _write(painter: QPainter, room: QRect, text: str, style: str, token: str) -> None:
    painter.setFont(look.font(style))
    painter.setPen(look.color(token))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
