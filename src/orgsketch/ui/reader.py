"""The reader: rule pages with links from one to the next, their index, the glossary, the pages of help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from orgsketch.resources import _
from orgsketch.ui.advice import Advice
from orgsketch.ui.dialogs.sheet import room_for
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import IconButton, button
from orgsketch.ui.widgets.enter import ENTER
from orgsketch.ui.widgets.fields import Search
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.rules.blocks import Block, Entry, Page

WIDTH, HEIGHT, INDENT = 620, 720, 18
SETTLED = 20  # milliseconds


class Reader(QDialog):
    """A window beside the chart that shows one page; the way back is kept."""

    def __init__(self, parent: QWidget, advice: Advice) -> None:
        super().__init__(parent)
        self.advice = advice
        self.past: list[Callable[[str], Page]] = []
        self.links: list[QWidget] = []
        self.back = IconButton("chevron_left", _("Back"))
        self.index, self.words = button(_("All rules"), "link"), button(_("Glossary"), "link")
        self.topics = button(_("Help"), "link")
        self.search = Search(_("Find in this page"))
        self.page = Scroll()
        self.page.setObjectName("Reader")
        links = (self.index, self.words, self.topics)
        tools = row(self.back, self.search, *links, gap=12, margins=(16, 12, 16, 8))
        self.setLayout(column(tools, self.page, gap=0))
        self.resize(WIDTH, min(HEIGHT, room_for(self).height()))
        self.back.clicked.connect(self.go_back)
        self.index.clicked.connect(lambda: self.read_rule(""))
        self.words.clicked.connect(self.read_glossary)
        self.topics.clicked.connect(self.read_help)
        self.search.textChanged.connect(lambda text: self._show())
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)

    def read_rule(self, code: str) -> None:
        """Show the page of a rule; "" = the index of all rules."""
        from orgsketch.rules.page import page, pages

        book = self.advice.document.book
        text = book.texts.get(code)
        self._open((lambda: page(text, book)) if text else (lambda: pages(book)))

    def read_glossary(self) -> None:
        """Show the glossary."""
        self._open(self._glossary)

    def read_help(self) -> None:
        """Show the pages of help."""
        from orgsketch.ui.helptext import help_page

        self._open(help_page)

    def go_back(self) -> None:
        """The page before."""
        if len(self.past) > 1:
            self.past.pop()
            self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search does not close the window."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)

    def _open(self, made: Callable[[], Page]) -> None:
        self.past.append(lambda typed: found(made(), typed))
        self._begin()
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    def _begin(self) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.back.setEnabled(len(self.past) > 1)
        self._show()
        self.page.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        page = self.past[-1](self.search.text())
        self.setWindowTitle(page.title)
        self.links = []
        self.page.setUpdatesEnabled(False)  # until everything has its size
        self.page.refill(lambda layout: self._fill(layout, page))
        QTimer.singleShot(SETTLED, self.page, lambda: self.page.setUpdatesEnabled(True))

    def _fill(self, layout: QVBoxLayout, page: Page) -> None:
        layout.setContentsMargins(24, 8, 24, 24)
        layout.addWidget(Words(page.title, "title", wrap=True))
        for block in page.blocks:
            layout.addWidget(self._block(block))
        if not page.blocks:
            layout.addWidget(Words(_("Nothing on this page says that."), "small", wrap=True))
        layout.addStretch(1)

    def _block(self, block: Block) -> QWidget:
        from orgsketch.rules.blocks import Code, Entries, Heading, Paragraph, Quote

        match block:
            case Heading(text):
                return Frame("", column(Words(text, "heading", wrap=True), margins=(0, 16, 0, 2)))
            case Paragraph(text):
                return Frame("", column(Words(text, wrap=True), margins=(0, 4, 0, 4)))
            case Quote(text, by):
                return _quote(text, by)
            case Code(text):
                return Frame("Sunken", column(Words(text, "code", wrap=True), margins=(10, 8, 10, 8)))
            case Entries(entries):
                return Frame("", column(*self._entries(entries, 0), gap=4, margins=(0, 4, 0, 4)))
        raise AssertionError(block)

    def _entries(self, entries: tuple[Entry, ...], depth: int) -> Iterator[QWidget]:
        for entry in entries:
            yield self._entry(entry, depth)
            yield from self._entries(entry.parts, depth + 1)

    def _entry(self, entry: Entry, depth: int) -> QWidget:
        if entry.code:
            words: QWidget = self._link(entry)
        else:
            words = Words(entry.text, wrap=True)
        bullet = Words("•" if depth == 0 else "–", "small")
        return Frame("", row(column(bullet, None), words, gap=8, margins=(depth * INDENT, 0, 0, 0)))

    def _link(self, entry: Entry) -> QWidget:
        from orgsketch.ui.widgets.rows import Pressable

        made = Pressable(row(Words(entry.text, "link", wrap=True)), entry.text)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self.read_rule(entry.code))
        self.links.append(made)
        return made

    def _glossary(self) -> Page:
        from orgsketch.rules.blocks import Heading, Page, Paragraph, Quote

        terms, words = self.advice.terms, self.advice.document.book.vocabulary
        blocks: list[Block] = []
        for term in terms.values():
            blocks += [Heading(term.title), Paragraph(term.text)]
            if term.source:
                voice = words.voices.get(term.source.voice)
                blocks.append(Quote(term.source.quote, voice.name if voice else term.source.voice))
            near = ", ".join(terms[other].title for other in term.see if other in terms)
            if near:
                blocks.append(Paragraph(_("See also: {terms}").format(terms=near)))
        return Page(_("Glossary"), tuple(blocks))


def found(page: Page, typed: str) -> Page:
    """The page with only those parts that hold all the typed words, each under its heading."""
    from orgsketch.rules.blocks import Page

    words = typed.casefold().split()
    if not words:
        return page
    kept = [part for part in _parts(page) if all(word in _text(part).casefold() for word in words)]
    return Page(page.title, tuple(block for part in kept for block in _narrowed(part, words)), page.code)


def _parts(page: Page) -> list[list[Block]]:
    """The blocks of a page, heading by heading."""
    from orgsketch.rules.blocks import Heading

    parts: list[list[Block]] = [[]]
    for block in page.blocks:
        if isinstance(block, Heading):
            parts.append([])
        parts[-1].append(block)
    return [part for part in parts if part]


def _narrowed(part: list[Block], words: list[str]) -> Iterator[Block]:
    """Of a list, the entries that hold the words, where any does."""
    from orgsketch.rules.blocks import Entries

    for block in part:
        if isinstance(block, Entries):
            kept = tuple(
                e for e in block.entries if all(word in _text([Entries((e,))]).casefold() for word in words)
            )
            yield Entries(kept) if kept else block
        else:
            yield block


def _text(part: list[Block]) -> str:
    from orgsketch.rules.blocks import Page
    from orgsketch.rules.pagetext import to_text

    return to_text(Page("", tuple(part)), 10_000)


def _quote(text: str, by: str) -> QWidget:
    rule = Frame("QuoteRule")
    rule.setFixedWidth(2)
    said = column(Words(f"“{text}”", "quote", wrap=True), Words(by, "caption", wrap=True), gap=2)
    return Frame("", row(rule, said, gap=10, margins=(0, 4, 0, 4)))
