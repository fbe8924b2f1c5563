"""The finder: boxes, commands and findings by a few letters, from anywhere in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem

from orgsketch.drawing.marking import mark_of
from orgsketch.drawing.marks import Mark
from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.ui import glyphs, look
from orgsketch.ui.actions import SAID
from orgsketch.ui.matching import (
    initial_places,
    is_short,
    key,
    names_of,
    place_of,
    short_names,
    sorted_out,
)
from orgsketch.ui.spoken import box_look, box_title, people
from orgsketch.ui.widgets.boxes import Frame, column, hairline, row
from orgsketch.ui.widgets.enter import ENTER

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.window import Window

WIDTH, INPUT, ROW, MOST = 560, 44, 36, 9
Index = QModelIndex | QPersistentModelIndex


class Hit(NamedTuple):
    """One thing found. `icon` and `hue`: a function's tile; `mark`: a finding's."""

    text: str
    detail: str
    do: Callable[[], object]
    icon: str = ""
    hue: str = ""
    mark: Mark | None = None


class Finder(Frame):
    """A field and what it finds, over the window's top third."""

    def __init__(self, window: Window) -> None:
        super().__init__("Popover", parent=window)
        self.host = window
        self._known: tuple[Chart | None, list[tuple[str, str]]] = (None, [])
        self.field = Field(self)
        self.results = Results(self)
        self.setLayout(
            column(
                row(glyphs.Icon("search", "text_muted", 18), self.field, gap=10, margins=(14, 0, 14, 0)),
                hairline(),
                self.results,
                gap=0,
                margins=(1, 1, 1, 5),
            )
        )
        self.hide()

    def open(self) -> None:
        """Show the finder, empty, with the keyboard in it."""
        self.field.clear()
        self.search("")
        self.raise_()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Away with it; the keyboard goes back to the chart."""
        if self.isVisible():
            self.hide()
            self.host.focus_chart()

    def search(self, typed: str) -> None:
        """Show what fits."""
        boxes = sorted_out(self._titles(), typed, MOST)
        commands = sorted_out(((hit.text.casefold(), hit) for hit in self._commands()), typed, MOST)
        findings = sorted_out(self._findings(), typed, MOST)
        near, inside = (
            _mixed([*map(self._box, boxes[kind]), *commands[kind], *map(self._finding, findings[kind])])
            for kind in (0, 1)
        )
        hits = near if near and is_short(typed) else [*near, *inside]
        self.results.show_hits(hits[:MOST], typed.casefold().split())
        self._place()

    def take(self, index: Index | None = None) -> None:
        """Do what the chosen row says."""
        hit = self.results.hit(index)
        if hit:
            self.close_up()
            hit.do()

    def _titles(self) -> Sequence[tuple[str, str]]:
        """Every box with what it is found by; read once a chart."""
        window = self.host
        chart = window.document.chart
        if window.is_at_start:
            return ()
        if self._known[0] is not chart:
            book = window.document.book
            names = short_names(book.vocabulary if book else None)
            keys = (
                (key(box_title(chart, box, book), *names_of(record.functions, names)), box)
                for box, record in chart.boxes.items()
            )
            self._known = (chart, list(keys))
        return self._known[1]

    def _box(self, box: str) -> Hit:
        window = self.host
        chart, book = window.document.chart, window.document.book
        manager = chart.boxes[box].reports_to
        under = _("under {manager}").format(manager=box_title(chart, manager, book)) if manager else ""
        detail = people(chart, box) if chart.boxes[box].people else under
        go = partial(window.go_to, box)
        return Hit(box_title(chart, box, book), detail, go, *box_look(chart, box, book))

    def _commands(self) -> Iterator[Hit]:
        window = self.host
        for name, row_ in window.actions_table.rows.items():
            if name != "find" and row_.when(window):
                action = window.actions_table[name]
                keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
                text = action.text().replace("&&", "&")
                said = _("{menu}: {command}").format(menu=_(row_.menu), command=text)
                yield Hit(said if row_.menu in SAID else text, keys, action.trigger)

    def _findings(self) -> Iterator[tuple[str, Finding]]:
        if not self.host.is_at_start:
            for finding in self.host.document.report.findings:
                yield finding.title.casefold(), finding

    def _finding(self, finding: Finding) -> Hit:
        first = finding.boxes[0] if finding.boxes else None
        show = partial(self.host.show_finding, finding.rule, first)
        return Hit(finding.title, finding.rule, show, mark=mark_of(finding))

    def _place(self) -> None:
        width = min(WIDTH, self.host.width() - 48)
        height = INPUT + 8 + self.results.wanted_height()
        self.setGeometry((self.host.width() - width) // 2, self.host.height() // 8, width, height)


class Field(QLineEdit):
    """What is typed; arrows and Enter work on the rows below."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(finder)
        self.finder = finder
        self.setObjectName("FinderField")
        self.setPlaceholderText(_("Find a box, a command or a finding"))
        self.setAccessibleName(_("Find a box, a command or a finding"))
        self.textChanged.connect(finder.search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose, Enter takes, Esc closes."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.finder.results.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTER:
            self.finder.take()
        elif key == Qt.Key.Key_Escape:
            self.finder.close_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere closes the finder."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason):
            self.finder.hide()


class HitList(QAbstractListModel):
    """The rows."""

    hits: list[Hit]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is found, in words."""
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.text
        return f"{hit.text}, {hit.detail}" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show(self, hits: list[Hit]) -> None:
        """Replace them."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()


class Results(QListView):
    """The list below the field."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(finder)
        self.list = HitList(self)
        self.setModel(self.list)
        self.words: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(HitPainter(self))
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(finder.take)
        self.entered.connect(self.setCurrentIndex)

    def show_hits(self, hits: list[Hit], words: list[str]) -> None:
        """Show these, the first one chosen."""
        self.words = words
        self.list.show(hits)
        self.setCurrentIndex(self.list.index(0))

    def wanted_height(self) -> int:
        """All rows."""
        return max(1, len(self.list.hits)) * ROW + 6

    def step(self, step: int) -> None:
        """Choose the next row, round and round."""
        count = len(self.list.hits)
        if count:
            self.setCurrentIndex(self.list.index((self.currentIndex().row() + step) % count))

    def hit(self, index: Index | None = None) -> Hit | None:
        """What a row, or the chosen one, stands for."""
        chosen = index if index is not None else self.currentIndex()
        return self.list.hits[chosen.row()] if chosen.isValid() else None


class HitPainter(QStyledItemDelegate):
    """Paints a drawing, the words with what was typed in 600, the detail at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row."""
        view = self.parent()
        assert isinstance(view, Results)
        hit = view.hit(index)
        if hit is None:
            return
        rect = QRectF(option.rect).adjusted(5, 0, -5, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == view.currentIndex():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(rect, 5, 5)
        self._draw_lead(painter, hit, QRectF(rect.x() + 8, rect.center().y() - 11, 22, 22))
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text_muted"))
        tail = painter.fontMetrics().elidedText(
            hit.detail, Qt.TextElideMode.ElideRight, int(rect.width() * 0.35)
        )
        room = painter.fontMetrics().horizontalAdvance(tail)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(rect.adjusted(0, 0, -10, 0), right, tail)
        self._draw_words(painter, hit.text, rect.adjusted(40, 0, -room - 20, 0), view.words)
        painter.restore()

    @staticmethod
    def _draw_lead(painter: QPainter, hit: Hit, place: QRectF) -> None:
        if hit.mark:
            glyphs.draw_mark(painter, hit.mark, place.adjusted(3, 3, -3, -3))
        elif hit.icon:
            glyphs.draw_tile(painter, hit.icon, hit.hue, place)
        else:
            glyphs.draw_icon(painter, "arrow_right", place.adjusted(4, 4, -4, -4), "text_muted")

    @staticmethod
    def _draw_words(painter: QPainter, text: str, room: QRectF, words: list[str]) -> None:
        painter.setPen(look.color("text"))
        shown = text
        for style, piece in _pieces(shown, words):
            painter.setFont(look.font(style))
            fitting = painter.fontMetrics().elidedText(piece, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), fitting)
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(fitting))
            if fitting != piece:
                return


def _pieces(text: str, words: list[str]) -> list[tuple[str, str]]:
    """The text cut where it matches: [("body", "Product "), ("strong", "mark"), ...]."""
    is_match = [False] * len(text)
    folded = text.casefold()
    for word in words if len(folded) == len(text) else ():
        for place in _places(folded, word):
            is_match[place] = True
    pieces: list[tuple[str, str]] = []
    for letter, match in zip(text, is_match, strict=True):
        style = "strong" if match else "body"
        if pieces and pieces[-1][0] == style:
            pieces[-1] = (style, pieces[-1][1] + letter)
        else:
            pieces.append((style, letter))
    return pieces


def _places(folded: str, word: str) -> Sequence[int]:
    """The letters of a text that a word stands for: a beginning of a word, initials, or anywhere."""
    start = place_of(word, folded)
    if start < 0 and (initials := initial_places(folded, word)):
        return initials
    start = start if start >= 0 else folded.find(word)
    return range(start, start + len(word)) if start >= 0 else ()


def _mixed(hits: list[Hit]) -> list[Hit]:
    """Boxes before commands before findings, none of them crowding the others out."""
    boxes = [hit for hit in hits if hit.icon]
    findings = [hit for hit in hits if hit.mark]
    commands = [hit for hit in hits if not hit.icon and not hit.mark]
    return (
        boxes[: max(4, MOST - len(commands) - len(findings))]
        + commands[: max(3, MOST - 4 - len(findings))]
        + findings
    )
