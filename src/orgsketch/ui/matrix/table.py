"""The matrix as a model of Qt: lines down, options across, every cell with a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from orgsketch.compare import shares_ids
from orgsketch.compare.matrix import NONE, Matrix
from orgsketch.resources import _
from orgsketch.ui.matrix.choice import key_of
from orgsketch.ui.matrix.lines import HEADING, RULE, WRITTEN, Line
from orgsketch.ui.widgets.words import tip

if TYPE_CHECKING:
    from orgsketch.ui.options import Option

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
NOTHING = Matrix((), (), ())


class Table(QAbstractTableModel):
    """What the view shows. `write(option, line, text)` is called for what is typed into a cell."""

    def __init__(
        self, write: Callable[[Option, Line, str], bool] = lambda *_: False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.matrix = NOTHING
        self.lines: list[Line] = []
        self.matched: set[int] = set()
        self.options: list[Option] = []
        self._write = write

    def show(self, matrix: Matrix, lines: Sequence[Line], options: Sequence[Option]) -> None:
        """Show another matrix; where the lines and options are the same, only their values are new."""
        self.matched = set(_matched(options))
        is_same = _shape(self.lines, self.options) == _shape(lines, options)
        if not is_same:
            self.beginResetModel()
        self.matrix, self.lines, self.options = matrix, list(lines), list(options)
        if not is_same:
            self.endResetModel()
        elif self.lines and self.options:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(options) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(lines) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(options) - 1)

    def place_of(self, line: str, option: str) -> QModelIndex:
        """The cell of a line and an option, by their keys."""
        rows = [row for row, one in enumerate(self.lines) if one.key == line and one.kind != HEADING]
        columns = [column for column, one in enumerate(self.options) if key_of(one) == option]
        return self.index(rows[0], columns[0]) if rows and columns else ROOT

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many options there are."""
        return 0 if parent.isValid() else len(self.options)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keyboard; what is the user's own can be written."""
        line = self.lines[index.row()]
        if line.kind == HEADING:
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if line.kind in WRITTEN else usual

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Texts; painting reads the lines themselves."""
        line, column = self.lines[index.row()], index.column()
        if line.kind == HEADING:
            return None
        text = line.text(column)
        if role == Role.EditRole:
            return "" if text == NONE else text
        if role == Role.DisplayRole:
            return text
        if role == Role.ToolTipRole:
            return tip(text) if text != NONE else None
        return self.spoken(line, column) if role == Role.AccessibleTextRole else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """What was typed goes into the option's chart."""
        line, option = self.lines[index.row()], self.options[index.column()]
        if role != Role.EditRole or str(value) == self.data(index, Role.EditRole):
            return False
        return self._write(option, line, str(value))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Titles; to a screen reader with what the pictures and chips say."""
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._option(section, role)
        line = self.lines[section]
        if role == Role.ToolTipRole:
            return tip(f"{line.title}\n{line.hint}".strip())
        return f"{line.title}, {line.hint}" if role == Role.AccessibleTextRole and line.hint else line.title

    def spoken(self, line: Line, column: int) -> str:
        """A cell in words: what of whom, and whether it differs."""
        said = line.text(column)
        if line.kind == RULE and said == NONE:
            said = _("does not fire")
        elif said == NONE:
            said = _("nothing")
        parts = [line.title, self.options[column].title, said]
        return ", ".join([*parts, _("differs from the baseline")] if line.differs(column) else parts)

    def chips(self, column: int) -> list[str]:
        """What stands beside the title of an option."""
        option = self.options[column]
        is_new = option.document is not None and option.document.is_dirty
        told = [
            (_("Baseline"), column == 0),
            (_("Shown on canvas"), option.is_here),
            (_("Not saved"), is_new),
            (_("Matched by name"), column in self.matched),
        ]
        return [text for text, holds in told if holds]

    def _option(self, column: int, role: int) -> str:
        option = self.options[column]
        if role == Role.DisplayRole:
            return option.title
        told = ", ".join([option.title, *self.chips(column)])
        return tip(f"{told}\n{option.path or ''}".strip()) if role == Role.ToolTipRole else told


def _matched(options: Sequence[Option]) -> Iterator[int]:
    """The columns that share no ids with the baseline."""
    first = options[0].chart if options else None
    for column, option in enumerate(options):
        if first is not None and option.chart is not None and not shares_ids(first, option.chart):
            yield column


def _shape(lines: Sequence[Line], options: Sequence[Option]) -> object:
    return [(line.kind, line.key) for line in lines], [key_of(option) for option in options]
