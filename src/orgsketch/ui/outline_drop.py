"""Dropping on the outline: before a row, into it, after it, as on the canvas and in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QDropEvent, QPainter, QPen

from orgsketch.ui import look
from orgsketch.ui.canvas.dragged_in import load_of
from orgsketch.ui.canvas.dropping import Aim, Load, headline, propose, refusal
from orgsketch.ui.titling import first_words

if TYPE_CHECKING:
    from orgsketch.ui.outline import Tree

EDGE = 0.25  # of a row: before it, and after it
OPENS_AFTER = 600  # milliseconds over a closed row
INSET, PAD = 8, 8  # of the words below the row; around them


class OutlineDrop:
    """What is dragged over the outline: `aim`: where it would land; `refusal`: why it cannot."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.load: Load | None = None
        self.aim: Aim | None = None
        self.refusal = ""
        self._opening = QTimer(tree, singleShot=True, interval=OPENS_AFTER)
        self._opening.timeout.connect(self._open)

    def enter(self, event: QDropEvent) -> None:
        """Take up what comes in; anything else is left to the window."""
        document = self.tree.outline.document
        words = document.book.vocabulary
        self.load = load_of(document.chart, words, event.mimeData())
        self.move(event)

    def move(self, event: QDropEvent) -> None:
        """Aim."""
        if self.load is None:
            event.ignore()
            return
        place = event.position().toPoint()
        aim = self._aim(place, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        if aim != self.aim:
            self.aim = aim
            self.refusal = refusal(self.tree.outline.chart, self.load, aim) if aim else ""
            self._opening.start()
        self.tree.viewport().update()
        event.acceptProposedAction()

    def leave(self) -> None:
        """As if nothing had come in."""
        self._opening.stop()
        self.load, self.aim, self.refusal = None, None, ""
        self.tree.viewport().update()

    def drop(self, event: QDropEvent) -> None:
        """Make the one edit, and select what has landed."""
        load, aim, reason = self.load, self.aim, self.refusal
        self.leave()
        event.setDropAction(Qt.DropAction.CopyAction)  # after a move the view would remove rows itself
        event.accept()
        document = self.tree.outline.document
        if load is None or aim is None:
            return
        if reason:
            document.refused.emit(f"{reason}.")
            return
        made = propose(document.chart, load, aim)
        key = "" if load.boxes or aim.zone == "function" else first_words(load.fresh)
        if document.edit_field(key, made.text, made.function, *made.args, **made.options):
            self.tree.choose(aim.target if aim.zone == "function" else load.first)

    @property
    def words(self) -> str:
        """Where it would land, or why it cannot."""
        if self.load is None or self.aim is None:
            return ""
        return self.refusal or headline(self.tree.outline.chart, self.load, self.aim)

    def paint(self, painter: QPainter) -> None:
        """The row or the line between two rows, and the words."""
        if self.aim is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = self.tree.visualRect(self.tree.outline.index_of(self.aim.target))
        if self.aim.target:
            self._paint_row(painter, row) if self.is_into else self._paint_line(painter, row)
        self._paint_words(painter, row)

    @property
    def is_into(self) -> bool:
        """Whether it would land in the row itself."""
        return self.aim is not None and self.aim.zone in ("report", "function")

    def wash(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The colour under a row that it would land in; "" for other rows."""
        if not self.is_into or self.aim is None or self.tree.outline.box(index) != self.aim.target:
            return ""
        return "critical_soft" if self.refusal else "accent_soft"

    # --- inside -----------------------------------------------------------------------------------------

    def _aim(self, place: QPoint, alone: bool) -> Aim | None:
        load, tree = self.load, self.tree
        assert load is not None
        index = tree.indexAt(place)
        box = tree.outline.box(index)
        if box is None:
            return Aim("bench", alone=alone)
        if alone and not load.boxes:
            return None if load.more else Aim("function", box)
        aim = self._beside(index, box, place)._replace(alone=alone)
        return None if aim.target in load.boxes else aim

    def _beside(self, index: QModelIndex, box: str, place: QPoint) -> Aim:
        """Into a row, or before or after it; after an open row is before the first one below it."""
        row, reports = self.tree.visualRect(index), self.tree.outline.chart.reports(box)
        share = (place.y() - row.y()) / max(1, row.height())
        if share < EDGE and self._may_stand_beside(box):
            return Aim("before", box)
        if share > 1 - EDGE:
            is_open = bool(reports) and self.tree.isExpanded(index)
            if is_open or self._may_stand_beside(box):
                return Aim("before", reports[0]) if is_open else Aim("after", box)
        return Aim("report", box)

    def _may_stand_beside(self, box: str) -> bool:
        """Beside a top only what leads others stands at the top, too; the rest would be on the bench."""
        chart, load = self.tree.outline.chart, self.load
        is_top = chart.boxes[box].reports_to is None
        return not is_top or bool(load and load.boxes and chart.reports(load.boxes[0]))

    def _open(self) -> None:
        """Over a closed row for a while: what is below it is shown."""
        if self.is_into and self.aim:
            self.tree.expand(self.tree.outline.index_of(self.aim.target))

    @property
    def _ink(self) -> str:
        return "drop_invalid" if self.refusal else "drop_valid"

    def _paint_row(self, painter: QPainter, row: QRect) -> None:
        ground = QRectF(1, row.y() + 1, self.tree.viewport().width() - 2, row.height() - 2)
        painter.setPen(QPen(look.color(self._ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, 4, 4)

    def _paint_line(self, painter: QPainter, row: QRect) -> None:
        assert self.aim is not None
        y = row.top() if self.aim.zone == "before" else row.bottom() + 1
        y = max(3, y)
        painter.setPen(QPen(look.color(self._ink), 2))
        painter.setBrush(look.color("surface"))
        painter.drawLine(row.x() + 6, y, self.tree.viewport().width() - 4, y)
        painter.drawEllipse(QRectF(row.x(), y - 3, 6, 6))

    def _paint_words(self, painter: QPainter, row: QRect) -> None:
        """On a chip below the row, above it where there is no room."""
        area = self.tree.viewport().rect()
        painter.setFont(look.font("small"))
        room = QRect(0, 0, area.width() - 2 * (INSET + PAD), area.height())
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = painter.fontMetrics().boundingRect(room, flags, self.words)
        high = needed.height() + PAD
        top = row.bottom() + INSET if row.isValid() else area.bottom() - high - INSET
        if top + high > area.bottom():
            top = row.top() - INSET - high
        chip = QRectF(INSET + 0.5, top + 0.5, needed.width() + 2 * PAD, high)
        painter.setPen(look.color("drop_invalid" if self.refusal else "card_border"))
        painter.setBrush(look.color("surface_raised"))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(look.color("critical" if self.refusal else "text"))
        painter.drawText(chip.adjusted(PAD, PAD / 2, 0, 0), flags, self.words)
