"""The fields of the export dialog: every option once, those shown that the format knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from orgsketch.drawing.coloring import FUNCTION, title_of
from orgsketch.drawing.coloring import choices as colorings
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.model import tree
from orgsketch.resources import N_, _
from orgsketch.ui.spoken import box_title
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import Segments
from orgsketch.ui.widgets.fields import Choice, Tick, labelled
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.document import Document

PICTURES = frozenset((".svg", ".png", ".pdf", ".pptx", ".html", ".drawio"))
TOLD = frozenset((*PICTURES, ".md"))
TABLES = frozenset((".csv", ".xlsx", ".json"))
EVERYWHERE = frozenset((*TOLD, ".csv", ".xlsx", ".json", ".dot", ".mmd"))
COLORED = frozenset((*PICTURES, ".dot", ".mmd"))
CHOSEN = "chosen"
TICKS = {
    "strengths": (N_("Strengths"), TOLD),
    "accepted": (N_("Accepted findings"), TOLD),
    "rationale": (N_("Why it is placed so"), TOLD),
    "keys": (N_("Legend of colours and lines"), PICTURES),
    "person_fields": (N_("E-mail addresses, numbers and further columns: to read it back whole"), TABLES),
    "judgements": (N_("Answers that judge people"), EVERYWHERE),
    "transparent": (N_("Without ground"), frozenset((".png",))),
}
SEGMENTS: dict[str, tuple[str, frozenset[str], tuple[tuple[str, str], ...]]] = {
    "sources": (N_("Sources"), TOLD, (("short", N_("The worst of a theme")), ("full", N_("All")))),
    "names": (
        N_("They appear with"),
        EVERYWHERE,
        (("full", N_("Full names")), ("initials", N_("Initials")), ("none", N_("No names"))),
    ),
    "theme": (
        N_("On ground that is"),
        frozenset((".svg", ".png", ".pdf", ".html")),
        (("light", N_("Light")), ("dark", N_("Dark")), ("high_contrast", N_("Contrast"))),
    ),
    "turned": (
        N_("Paper lies"),
        frozenset((".pdf",)),
        (("auto", N_("As it fits")), ("portrait", N_("Upright")), ("landscape", N_("Across"))),
    ),
    "pages": (
        N_("Pages"),
        frozenset((".pdf",)),
        (
            ("auto", N_("As can be read")),
            ("one", N_("One")),
            ("tiles", N_("Tiles")),
            ("branches", N_("A branch each")),
        ),
    ),
    "slides": (
        N_("Slides"),
        frozenset((".pptx",)),
        (("fit", N_("What fits on each")), ("managers", N_("One a manager"))),
    ),
}
LINES = {
    "title": (N_("Title"), EVERYWHERE),
    "mark": (N_("Mark, as “Draft, confidential”"), EVERYWHERE),
    "author": (N_("Author"), EVERYWHERE),
    "date": (N_("Date"), EVERYWHERE),
    "template": (N_("Presentation to put the slides into"), frozenset((".pptx",))),
}
# What says nothing about a comparison.
OF_A_CHART = frozenset(
    (
        *("findings", "sources", "strengths", "accepted", "rationale", "color_by"),
        *("slides", "pages", "scale", "person_fields"),
    )
)
WHOLE = "whole"
PARTS = ((WHOLE, N_("Whole chart")), ("branch", N_("One branch")), ("focus", N_("With all above")))


@dataclass(frozen=True)
class Field:
    """One option on the screen: how it is read and shown, and the formats it is for."""

    widget: QWidget
    read: Callable[[], Any]
    show: Callable[[Any], object]
    formats: frozenset[str] = EVERYWHERE


class ExportForm(QWidget):
    """All options of an export but format and place. `changed`: one of them is another."""

    changed = Signal()

    def __init__(
        self, document: Document, selected: str = "", what: str = "chart", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self.what = document, what
        self.fields: dict[str, Field] = {}
        self.headings: dict[str, tuple[Words, list[str]]] = {}
        self.findings = _Findings(document)
        self.part = _Part(document, selected)
        self.paper = _Paper()
        for name, (text, formats) in TICKS.items():
            self._tick(name, text, formats)
        for name, (text, formats, choices) in SEGMENTS.items():
            self._segments(name, text, formats, choices)
        for name, (text, formats) in LINES.items():
            self._line(name, text, formats)
        self._scale()
        self._color_by()
        self._own("findings", self.findings, TOLD)
        self._own("paper", self.paper, frozenset((".pdf",)))
        for widget in (self.findings, self.part, self.paper):
            widget.changed.connect(self.changed)
        self._arrange()

    def options(self) -> ExportOptions:
        """What was chosen."""
        said: dict[str, Any] = {name: field.read() for name, field in self.fields.items()}
        said |= self.part.read()
        return ExportOptions(**said)

    def show_options(self, options: ExportOptions) -> None:
        """Show other options; which part of the chart it is stays."""
        self.blockSignals(True)
        for name, field in self.fields.items():
            field.show(getattr(options, name))
        self.blockSignals(False)
        self.changed.emit()

    def show_format(self, suffix: str) -> None:
        """Show the fields this format knows."""
        is_compared = self.what != "chart"
        known = {name for name, field in self.fields.items() if suffix in field.formats}
        shown = known - OF_A_CHART if is_compared else known
        for name, field in self.fields.items():
            field.widget.setVisible(name in shown)
        for heading, names in self.headings.values():
            heading.setVisible(not shown.isdisjoint(names))
        self.labelled_part.setVisible(not is_compared)

    # --- making the fields --------------------------------------------------------------------------------

    def _tick(self, name: str, text: str, formats: frozenset[str]) -> None:
        tick = Tick(_(text))
        tick.setChecked(getattr(DEFAULTS, name))
        tick.toggled.connect(self.changed)
        self.fields[name] = Field(tick, tick.isChecked, tick.setChecked, formats)

    def _segments(
        self, name: str, text: str, formats: frozenset[str], choices: Sequence[tuple[str, str]]
    ) -> None:
        made = Segments([(value, _(words)) for value, words in choices], getattr(DEFAULTS, name))
        made.chosen.connect(self.changed)
        self.fields[name] = Field(labelled(_(text), made), lambda: made.value, made.choose, formats)

    def _line(self, name: str, text: str, formats: frozenset[str]) -> None:
        line = QLineEdit()
        line.textChanged.connect(self.changed)
        self.fields[name] = Field(labelled(_(text), line), lambda: line.text().strip(), line.setText, formats)

    def _scale(self) -> None:
        sizes = [("0", _("As is useful")), *((str(n), f"{n} × {n}") for n in (1, 2, 3, 4))]
        choice = Choice(sizes, "0")
        choice.chosen.connect(self.changed)
        self.fields["scale"] = Field(
            labelled(_("Size"), choice),
            lambda: float(choice.value() or 0),
            lambda value: choice.show_value(f"{value:g}"),
            frozenset((".png",)),
        )

    def _color_by(self) -> None:
        ways = ["", *(by for by in colorings(self.document.chart) if by != FUNCTION)]
        choice = Choice([(by, title_of(by)) for by in ways], "")
        choice.chosen.connect(self.changed)
        self.fields["color_by"] = Field(
            labelled(_("Boxes coloured by"), choice),
            choice.value,
            lambda by: choice.show_value(by if choice.findData(by) >= 0 else ""),
            COLORED,
        )

    def _own(self, name: str, widget: _Findings | _Paper, formats: frozenset[str]) -> None:
        self.fields[name] = Field(widget, widget.read, widget.show_value, formats)

    def _arrange(self) -> None:
        shown = {name: field.widget for name, field in self.fields.items()}
        sections = (
            (_("What is on it"), ["findings", "sources", "strengths", "accepted", "rationale", "keys"]),
            (_("People"), ["names", "person_fields", "judgements"]),
            (_("Page"), ["paper", "turned", "pages", "slides", "template", "scale", "transparent"]),
            (_("Colours"), ["color_by", "theme"]),
            (_("Words"), ["title", "mark", "author", "date"]),
        )
        self.labelled_part = labelled(_("Part of the chart"), self.part)
        body = column(self.labelled_part, gap=10, margins=(0, 0, 12, 0))
        for heading, names in sections:
            body.addSpacing(8)
            self.headings[heading] = Words(heading, "strong"), names
            body.addWidget(self.headings[heading][0])
            for name in names:
                body.addWidget(shown.pop(name))
        assert not shown
        body.addStretch(1)
        self.setLayout(body)


class _Findings(QWidget):
    """All, none, or chosen ones from a list of the rules that fire here."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.which = Segments([("all", _("All")), ("none", _("None")), (CHOSEN, _("Chosen"))], "all")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Findings to show"))
        self.list.setFixedHeight(150)
        titles = {finding.rule: finding.title for finding in document.report.findings if not finding.quiet}
        for rule, title in titles.items():
            item = QListWidgetItem(f"{title} ({rule})", self.list)
            item.setData(Qt.ItemDataRole.UserRole, rule)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.which.chosen.connect(self._choose)
        self.list.itemChanged.connect(lambda item: self.changed.emit())
        self.setLayout(column(labelled(_("Findings"), self.which), self.list, gap=6))
        self.list.hide()

    def read(self) -> str | tuple[str, ...]:
        """The option."""
        if self.which.value != CHOSEN:
            return self.which.value
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        )

    def show_value(self, value: str | tuple[str, ...]) -> None:
        """Show the option; a rule that does not fire here is not chosen."""
        self.which.choose(value if isinstance(value, str) else CHOSEN)
        self.list.setVisible(not isinstance(value, str))
        for item in self._items():
            is_on = value == "all" or item.data(Qt.ItemDataRole.UserRole) in value
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _choose(self, value: str) -> None:
        self.list.setVisible(value == CHOSEN)
        self.changed.emit()


class _Part(QWidget):
    """The whole chart, or what belongs to one manager."""

    changed = Signal()

    def __init__(self, document: Document, selected: str) -> None:
        super().__init__()
        chart = document.chart
        self.which = Segments([(value, _(text)) for value, text in PARTS], WHOLE)
        managers = [box for box in tree.walk(chart) if chart.reports(box)]
        offered = dict.fromkeys([*([selected] if selected else []), *managers])
        self.box = Choice([(box, box_title(chart, box, document.book)) for box in offered], selected)
        self.box.setAccessibleName(_("Box"))
        if not self.box.value() and self.box.count():
            self.box.setCurrentIndex(0)
        self.which.setEnabled(self.box.count() > 0)
        self.box.hide()
        self.which.chosen.connect(self._choose)
        self.box.chosen.connect(lambda box: self.changed.emit())
        self.setLayout(column(self.which, self.box, gap=6))

    def read(self) -> dict[str, str]:
        """The options `branch` and `focus`."""
        return {} if self.which.value == WHOLE else {self.which.value: self.box.value()}

    def _choose(self, value: str) -> None:
        self.box.setVisible(value != WHOLE)
        self.changed.emit()


class _Paper(QWidget):
    """A page made to measure, a paper by name, or millimetres."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        from orgsketch.exporters.paper import PAPERS

        named = [("", _("Made to measure")), *((name, name) for name in PAPERS), (CHOSEN, _("Other…"))]
        self.choice = Choice(named, "")
        self.measured = QLineEdit("420x297")
        self.measured.setAccessibleName(_("Width and height in millimetres"))
        self.measured.hide()
        self.choice.chosen.connect(self._choose)
        self.measured.textChanged.connect(self.changed)
        made = QWidget()
        made.setLayout(row(self.choice, self.measured))
        self.setLayout(column(labelled(_("Paper"), made)))

    def read(self) -> str:
        """The option."""
        return self.measured.text().strip() if self.choice.value() == CHOSEN else self.choice.value()

    def show_value(self, paper: str) -> None:
        """Show the option."""
        is_named = self.choice.findData(paper) >= 0
        self.choice.show_value(paper if is_named else CHOSEN)
        self.measured.setVisible(not is_named)
        if not is_named:
            self.measured.setText(paper)

    def _choose(self, value: str) -> None:
        self.measured.setVisible(value == CHOSEN)
        self.changed.emit()
