"""What a newer table would change, before anything changes: every row can be left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from orgsketch.compare import Change, Comparison
from orgsketch.compare.rows import KINDS
from orgsketch.resources import N_, _, plural
from orgsketch.ui import glyphs
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.rules.finding import FindingChanges

WIDE, HIGH = 940, 460
HEADINGS = {
    "added": N_("Comes"),
    "removed": N_("Goes"),
    "moved": N_("Moves"),
    "changed": N_("Changes"),
    "reordered": N_("Stands in another order"),
}


class UpdateSheet(Sheet):
    """The changes by kind, each with a tick; `wanted()` are those that stay ticked."""

    def __init__(self, parent: QWidget | None, comparison: Comparison, effect: FindingChanges | None) -> None:
        super().__init__(parent, _("What the table changes"), width=WIDE)
        self.rows: list[Change] = [*comparison.changes, *comparison.reordered]
        self.counted = Words("", "small", wrap=True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Changes"))
        self.tree.setHeaderLabels([_("Change"), _("What"), _("Was"), _("Is")])
        self.tree.setMinimumHeight(HIGH)
        self.tree.setUniformRowHeights(True)
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, width in enumerate((280, 110, 240, 240)):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.tree.setColumnWidth(column, width)
        self._fill()
        self.put(Words(_effect(effect), "body", wrap=True), self.tree, self.counted)
        self.apply = self.offer(("", _("Cancel"), ""), ("ok", _("Update the chart"), "primary"))[1]
        self.tree.itemChanged.connect(lambda item, column: self._count())
        self._count()

    def wanted(self) -> Sequence[Change]:
        """The changes that are to be made."""
        return [
            self.rows[item.data(0, Qt.ItemDataRole.UserRole)] for item in self._items() if _is_ticked(item)
        ]

    def _fill(self) -> None:
        for kind in KINDS:
            rows = [(n, one) for n, one in enumerate(self.rows) if one.kind == kind]
            if rows:
                self.tree.addTopLevelItem(self._group(kind, rows))
        self.tree.expandAll()

    def _group(self, kind: str, rows: Sequence[tuple[int, Change]]) -> QTreeWidgetItem:
        group = QTreeWidgetItem([f"{_(HEADINGS[kind])} ({len(rows)})"])
        group.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsAutoTristate
        )
        for number, one in rows:
            what = "" if kind in ("added", "removed") else one.what
            item = QTreeWidgetItem([one.title, what, one.was, one.now])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            group.addChild(item)
        return group

    def _items(self) -> list[QTreeWidgetItem]:
        tops = map(self.tree.topLevelItem, range(self.tree.topLevelItemCount()))
        groups = [group for group in tops if group is not None]
        rows = [group.child(place) for group in groups for place in range(group.childCount())]
        return [row for row in rows if row is not None]

    def _count(self) -> None:
        many = len(self.wanted())
        text = plural("{count} change will be made.", "{count} changes will be made.", many)
        self.counted.setText(text + " " + _("One step of undo takes all of them back."))
        self.apply.setEnabled(many > 0)


class TickDelegate(QStyledItemDelegate):
    """Draws our tick into the boxes of the toolkit, in rows with some air."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A little higher than the words."""
        return super().sizeHint(option, index) + QSize(0, 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row, then the tick."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or Qt.CheckState(state) == Qt.CheckState.Unchecked:
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        style = self.parent().style()  # type: ignore[union-attr]
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, drawn, self.parent())
        is_on = Qt.CheckState(state) == Qt.CheckState.Checked
        ink = "text_on_accent" if is_on else "accent"
        glyphs.draw_icon(painter, "tick" if is_on else "minus", QRectF(box).adjusted(2, 2, -2, -2), ink)


def _is_ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) == Qt.CheckState.Checked


def _effect(effect: FindingChanges | None) -> str:
    if effect is None or not (effect.added or effect.resolved):
        return _("No finding comes or goes with them.")
    added = plural("{count} finding", "{count} findings", len(effect.added))
    resolved = plural("{count} finding", "{count} findings", len(effect.resolved))
    return _("Together they add {added} and end {resolved}.").format(added=added, resolved=resolved)
