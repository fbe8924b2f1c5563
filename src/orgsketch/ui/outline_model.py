"""The chart as a tree for Qt's views: the outline reads, renames, moves and adds through it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from orgsketch.document import Document
from orgsketch.drawing.marking import marks_of
from orgsketch.drawing.marks import Mark
from orgsketch.model.diff import ChartDiff
from orgsketch.ui.spoken import box_title, people
from orgsketch.ui.titling import retitle

FUNCTION_MIME = "application/vnd.orgsketch.function"
BOXES_MIME = "application/vnd.orgsketch.boxes"
BOX_ROLE = Qt.ItemDataRole.UserRole
MARK_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class OutlineModel(QAbstractItemModel):
    """One row a box, below its manager; kept in step by the document's diffs."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.chart = document.chart
        self._numbers: dict[str, int] = {}
        self._ids: list[str] = []
        self.marks: dict[str, tuple[Mark, ...]] = {}
        self._read_marks()
        document.chart_changed.connect(self._follow)
        document.opened.connect(self._reset)
        document.findings_changed.connect(self._refresh_marks)

    def index_of(self, box: str) -> QModelIndex:
        """Where a box stands; an invalid index when it is not there."""
        if box not in self.chart.boxes:
            return ROOT
        siblings = self.chart.reports(self.chart.boxes[box].reports_to)
        return self.createIndex(siblings.index(box), 0, self._number(box))

    def box(self, index: Index) -> str | None:
        """The box of an index; None for the root."""
        return self._ids[index.internalId()] if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """A report of `parent`."""
        reports = self.chart.reports(self.box(parent))
        if column != 0 or not 0 <= row < len(reports):
            return ROOT
        return self.createIndex(row, 0, self._number(reports[row]))

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        """The manager."""
        box = self.box(index)
        record = self.chart.boxes.get(box) if box else None
        return self.index_of(record.reports_to) if record and record.reports_to else ROOT

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many direct reports."""
        return len(self.chart.reports(self.box(parent)))

    def columnCount(self, parent: Index = ROOT) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, marks, and what is said about the box."""
        box = self.box(index)
        if box is None or box not in self.chart.boxes:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return box_title(self.chart, box, self.document.book)
        if role == Qt.ItemDataRole.EditRole:
            return self.chart.boxes[box].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(box)
        if role == BOX_ROLE:
            return box
        return self.marks.get(box, ()) if role == MARK_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every box can be renamed, dragged and dropped upon."""
        drop = Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return drop
        item = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return drop | item | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename."""
        box = self.box(index)
        if box is None or role != Qt.ItemDataRole.EditRole:
            return False
        return retitle(self.document, box, str(value))

    # ---- dragging ----

    def mimeTypes(self) -> list[str]:
        """Boxes of the outline, functions of the palette."""
        return [BOXES_MIME, FUNCTION_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The dragged boxes."""
        made = QMimeData()
        boxes = [box for index in indexes if (box := self.box(index))]
        made.setData(BOXES_MIME, QByteArray("\n".join(boxes).encode()))
        made.setText("\n".join(box_title(self.chart, box, self.document.book) for box in boxes))
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving boxes, copying functions; what is dropped goes to `outline_drop`."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    # ---- following the document ----

    def _follow(self, diff: ChartDiff) -> None:
        chart = self.document.chart
        if any(_has_moved(before, after) for before, after in diff.boxes.values()):
            self._relayout(chart)
        else:
            self.chart = chart
            for box in diff.boxes:
                self._touch(box)

    def _relayout(self, chart: Any) -> None:
        """Rows have come, gone or moved: every kept index is told its new place."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        boxes = [self.box(index) for index in old]
        self.chart = chart
        self.changePersistentIndexList(old, [self.index_of(box or "") for box in boxes])
        self.layoutChanged.emit()

    def _reset(self) -> None:
        self.beginResetModel()
        self.chart = self.document.chart
        self._numbers.clear()
        self._ids.clear()
        self._read_marks()
        self.endResetModel()

    def _read_marks(self) -> None:
        self.marks = dict(marks_of(self.document.report))

    def _refresh_marks(self) -> None:
        old = self.marks
        self._read_marks()
        for box in old.keys() | self.marks.keys():
            if old.get(box) != self.marks.get(box):
                self._touch(box)

    def _touch(self, box: str) -> None:
        index = self.index_of(box)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def _number(self, box: str) -> int:
        """A number that stands for a box as long as the chart is open."""
        number = self._numbers.get(box)
        if number is None:
            number = self._numbers[box] = len(self._ids)
            self._ids.append(box)
        return number

    def _spoken(self, box: str) -> str:
        marks = ", ".join(mark.kind for mark in self.marks.get(box, ()))
        said = f"{box_title(self.chart, box, self.document.book)}, {people(self.chart, box)}"
        return f"{said}, {marks}" if marks else said


def _has_moved(before: Any, after: Any) -> bool:
    return (
        before is None
        or after is None
        or (before.reports_to, before.order) != (after.reports_to, after.order)
    )
