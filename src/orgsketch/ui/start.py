"""The start page: begin, go on with a recent chart, or start from a sample."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from orgsketch.drawing.paint import paint
from orgsketch.drawing.picture import Rectangle, Shape
from orgsketch.drawing.theme import tokens
from orgsketch.resources import _, settings
from orgsketch.ui import glyphs, look, tour
from orgsketch.ui.commands import files
from orgsketch.ui.gallery import ChartCard, Section, sections
from orgsketch.ui.hues import hues, tell
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import Flow, Frame, clear, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.rows import Pressable
from orgsketch.ui.widgets.words import Elided, Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

LEFT = 380
SEEN = 5
BELOW_HELP = 2  # in the layout of a section


class StartPage(QWidget):
    """Left: begin and recent charts. Right: the samples, and a field that draws typed shorthand."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.host = window
        self.recent = QVBoxLayout()
        self.recent.setSpacing(2)
        self.gallery = column(gap=12)
        left = Frame("LeftPanel", self._left())
        left.setFixedWidth(LEFT)
        self.setLayout(row(left, self._right(), gap=0))
        self._has_samples = False
        self.refresh()

    def refresh(self) -> None:
        """Show the charts opened last, and the tour to who has not seen it."""
        self.invitation.setVisible(settings.load().tour)
        clear(self.recent)
        paths = settings.recent_files(settings.load())[:SEEN]
        if paths:
            self.recent.addWidget(Words(_("Recent"), "strong"))
            self.recent.addSpacing(4)
        for path in paths:
            self.recent.addWidget(self._recent_row(path))

    def show_samples(self) -> None:
        """Draw the gallery, once."""
        if self._has_samples:
            return
        self._has_samples = True
        found = list(sections(self.host.side.advice))
        for section in found:
            if section.is_first:
                made = self._section(section)
                if section is found[0]:
                    made.insertLayout(BELOW_HELP, self._hues())
                self.gallery.addLayout(made)
        rest = [section for section in found if not section.is_first]
        if rest:
            self.more = button(_("More structures"), "link")
            self.more.clicked.connect(lambda: self._show_rest(rest))
            self.gallery.addLayout(row(self.more, None))
        words = _(
            "For and against count the voices in five articles, before your answers. They are no score."
        )
        self.gallery.addWidget(Words(words, "caption", wrap=True))

    def _hues(self) -> Flow:
        """What the colours of the pictures stand for."""
        blocks, flow = hues(), Flow(12)
        tell(blocks, self.host.document.book.vocabulary)
        for block in blocks:
            flow.addWidget(block)
        return flow

    def _show_rest(self, rest: list[Section]) -> None:
        """The structures that the articles describe beside the common ones."""
        self.more.hide()
        for section in rest:
            self.gallery.addLayout(self._section(section))

    def _section(self, section: Section) -> QVBoxLayout:
        flow = Flow(20)
        for entry in section.entries:
            card = ChartCard(entry)
            card.clicked.connect(partial(files.open_sample, self.host, entry.path))
            flow.addWidget(card)
        made = column(Words(section.title, "title"), Words(section.help, "small", wrap=True), 10, gap=4)
        made.addLayout(flow)
        return made

    def _left(self) -> QVBoxLayout:
        begin = Begin("plus", _("New chart"), "Ctrl N", is_first=True)
        open_ = Begin("folder", _("Open a chart"), "Ctrl O")
        table = Begin("table", _("Import a table"), "csv")
        paste = Begin("clipboard", _("Draw a typed structure"), "")
        begin.clicked.connect(lambda: files.new(self.host))
        open_.clicked.connect(lambda: files.open_file(self.host))
        table.clicked.connect(lambda: files.import_file(self.host))
        paste.clicked.connect(lambda: files.paste_outline(self.host))
        self.invitation = self._invitation()
        made = column(
            Emblem(44),
            8,
            Words("Orgsketch", "display"),
            Words(_("Try a structure before you announce it."), "small", wrap=True),
            20,
            begin,
            open_,
            table,
            paste,
            12,
            self.invitation,
            8,
            self.recent,
            None,
            gap=8,
            margins=(48, 36, 48, 24),
        )
        self.begin = begin
        return made

    def _invitation(self) -> Frame:
        """The tour, offered until it was taken or declined."""
        take, decline = button(_("Take the tour")), button(_("No, thanks"), "link")
        take.clicked.connect(lambda: self.host.actions_table["tour"].trigger())
        decline.clicked.connect(self._decline)
        words = _("See on an example what the marks mean and how a move is tried. It takes two minutes.")
        return Frame(
            "Card",
            column(
                Words(_("New here?"), "strong"),
                Words(words, "small", wrap=True),
                2,
                Flow.of(take, decline, gap=14),
                gap=4,
                margins=(16, 12, 16, 12),
            ),
        )

    def _decline(self) -> None:
        tour.forget()
        self.refresh()

    def _recent_row(self, path: Path) -> Pressable:
        changed = datetime.fromtimestamp(path.stat().st_mtime)
        when = _("today") if changed.date() == datetime.now().date() else f"{changed:%d %b %Y}".lstrip("0")
        words = column(Elided(path.stem, "row"), Elided(f"{path.parent.name}, {when}", "caption"), gap=1)
        face = row(
            column(glyphs.Icon("file", "text_muted", 16), None, margins=(0, 2, 0, 0)),
            words,
            gap=10,
            margins=(4, 6, 4, 6),
        )
        pressable = Pressable(face, f"{path.stem}, {path.parent}, {when}")
        pressable.setToolTip("")
        pressable.clicked.connect(lambda: files.open_path(self.host, path))
        return pressable

    def _right(self) -> QWidget:
        head = row(Words(_("What the colours mean"), "small"), Legend(), None, gap=16)
        content = column(self.gallery, self._typed(), head, None, gap=20, margins=(48, 36, 48, 36))
        page = Frame("Page", content)
        scroll = Scroll()
        scroll.setObjectName("Page")
        scroll.refill(lambda layout: layout.addWidget(page))
        return scroll

    def _typed(self) -> QFrame:
        self.field = QLineEdit()
        self.field.setProperty("role", "bare")
        self.field.setPlaceholderText("CEO[Product[PM PMM] Marketing[Marcom] Dev Sales]")
        self.field.setAccessibleName(_("Type a structure"))
        draw = button(_("Draw it"))
        draw.clicked.connect(self._draw)
        self.field.returnPressed.connect(self._draw)
        words = column(Words(_("Or type a structure"), "strong"), self.field, gap=2)
        return Frame(
            "Card",
            row(glyphs.Icon("clipboard", "text_muted", 18), words, draw, gap=14, margins=(20, 14, 16, 14)),
        )

    def _draw(self) -> None:
        text = self.field.text().strip() or self.field.placeholderText()
        files.draw_typed(self.host, text)
        if not self.host.is_at_start:
            self.field.clear()


class Begin(Pressable):
    """A wide button with an icon, a verb and its key."""

    def __init__(self, icon_name: str, text: str, keys: str, is_first: bool = False) -> None:
        self.is_first = is_first
        token = "text_on_accent" if is_first else "text_muted"
        words, key = Elided(text, "row"), Words(keys, "small")
        for label in (words, key) if is_first else ():
            label.setObjectName("OnAccent")
        super().__init__(
            row(glyphs.Icon(icon_name, token, 18), words, key, gap=12, margins=(14, 8, 14, 8)),
            text,
            edge="card_border",
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _ground(self) -> object:
        if not self.is_first:
            return super()._ground()
        return look.color("accent_hover" if self.underMouse() else "accent")


class Legend(QWidget):
    """What the hues of the pictures mean."""

    def __init__(self) -> None:
        super().__init__()
        shown = [
            (f"family:{hue}", hue.replace("_", " ").capitalize()) for hue in tokens()["miniature"]["hues"]
        ]
        shown.append(("line%80", _("All others")))
        self.setLayout(
            row(*(row(Swatch(token), Words(text, "caption"), gap=6) for token, text in shown), gap=16)
        )


class Swatch(glyphs.Glyph):
    """A block of colour."""

    def __init__(self, token: str) -> None:
        super().__init__(14)
        self.token = token

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """The block."""
        paint(painter, [Rectangle(0, 3, 14, 8, self.token, radius=2)], look.theme())


class Emblem(glyphs.Glyph):
    """The program's own mark: three boxes and the line between them."""

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """The emblem."""
        shapes: list[Shape] = [
            Rectangle(14, 2, 16, 13, "accent", radius=3),
            Rectangle(0, 28, 17, 13, "accent", radius=3),
            Rectangle(27, 28, 17, 13, "accent%35", radius=3),
            Rectangle(21, 15, 2, 7, "accent"),
            Rectangle(7.5, 21, 29, 2, "accent"),
            Rectangle(7.5, 21, 2, 7, "accent"),
            Rectangle(34.5, 21, 2, 7, "accent"),
        ]
        paint(painter, shapes, look.theme())
