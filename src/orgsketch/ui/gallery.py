"""The charts to start from: the structures of the packs, then the samples; each a picture with its story."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from orgsketch.drawing.metrics import elide, wrap
from orgsketch.model.chart import Chart
from orgsketch.resources import _, samples
from orgsketch.ui import look, miniature
from orgsketch.ui.widgets.words import tip

if TYPE_CHECKING:
    from orgsketch.ui.advice import Advice
    from orgsketch.vocabulary.templates import Template

CARD = QSize(222, 152)
LINE = 16


class Entry(NamedTuple):
    """A chart to start from: who describes it, and how many voices are for it and against it."""

    path: Path
    chart: Chart
    source: str = ""
    heard: str = ""


class Section(NamedTuple):
    """A row of charts. `is_first`: shown at once, the others on demand."""

    title: str
    help: str
    entries: tuple[Entry, ...]
    is_first: bool = False


def sections(advice: Advice) -> Iterator[Section]:
    """The templates of the packs by group, the first group and then the samples at once."""
    from orgsketch.vocabulary.templates import templates

    groups: dict[str, list[Template]] = {}
    for template in templates():
        groups.setdefault(template.group.id, []).append(template)
    heard = _heard(advice)
    made = [_section(found, advice, heard) for found in groups.values()]
    yield from (section._replace(is_first=True) for section in made[:1])
    help_ = _("One company today, and the options it weighs.")
    yield Section(_("A worked example"), help_, _samples(), is_first=True)
    yield from made[1:]


def _section(found: list[Template], advice: Advice, heard: Mapping[str, str]) -> Section:
    entries = tuple(
        Entry(
            template.path,
            miniature.read(template.path),
            _source(template, advice),
            heard.get(template.form, ""),
        )
        for template in found
    )
    return Section(found[0].group.title, found[0].group.help, entries)


def _source(template: Template, advice: Advice) -> str:
    """Who describes the structure."""
    if template.source is None:
        return template.convention
    voices = advice.document.book.vocabulary.voices
    known = voices.get(template.source.voice)
    return known.name if known else template.source.voice


def _heard(advice: Advice) -> Mapping[str, str]:
    """How many voices are for each form and against it, while nothing is known of the company."""
    from orgsketch.rules.stances import counts

    text = _("{for_it} for, {against} against")
    found = {of.form.id: counts(of.stances) for of in advice.stances.on({})}
    return {form: text.format(for_it=count["for"], against=count["against"]) for form, count in found.items()}


def _samples() -> tuple[Entry, ...]:
    """The chart that others were made from, these options, then the charts that stand for themselves."""
    charts = [Entry(path, miniature.read(path)) for path in samples()]
    origins = {origin.chart for entry in charts if (origin := entry.chart.head.based_on)}
    return tuple(sorted(charts, key=lambda entry: _rank(entry.chart, origins)))


def _rank(chart: Chart, origins: Collection[str]) -> tuple[int, int, str]:
    if chart.head.based_on is not None:
        return 1, 0, chart.title
    return (0 if chart.head.id in origins else 2), len(chart.boxes), chart.title


class ChartCard(QAbstractButton):
    """A chart's picture with its title, its story, and who describes it below."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        chart = self.chart = entry.chart
        self.layout_ = miniature.lay_out(chart)
        self.title, self.story = chart.title, chart.head.notes.split("\n")[0]
        self.quiet = tuple(filter(None, (entry.source, entry.heard)))
        self.setAccessibleName(". ".join((self.title, self.story, *self.quiet)))
        self.setToolTip(tip(". ".join((self.story, *self.quiet))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(CARD.width(), CARD.height() + 62 + LINE * (1 + len(self.quiet)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, picture, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.underMouse() or self.hasFocus()
        painter.setPen(
            QPen(
                look.color("focus" if self.hasFocus() else "accent" if is_lit else "card_border"),
                2 if is_lit else look.theme().edge(1),
            )
        )
        painter.setBrush(look.color("card"))
        picture = QRectF(1, 1, CARD.width() - 2, CARD.height() - 2)
        painter.drawRoundedRect(picture, 8, 8)
        miniature.draw(painter, self.chart, self.layout_, picture.adjusted(24, 24, -24, -24))
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        room = QRectF(2, CARD.height() + 8, CARD.width() - 4, self.height() - CARD.height() - 8)
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text"))
        title = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text_muted"))
        lines = [*wrap(self.story, "small", room.width(), 2, cut=elide)]
        for number, line in enumerate(lines):
            painter.drawText(
                room.adjusted(0, 20 + LINE * number, 0, 0), int(Qt.AlignmentFlag.AlignLeft), line
            )
        painter.setFont(look.font("caption"))
        for number, line in enumerate(self.quiet, len(lines)):
            said = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(
                room.adjusted(0, 22 + LINE * number, 0, 0), int(Qt.AlignmentFlag.AlignLeft), said
            )
