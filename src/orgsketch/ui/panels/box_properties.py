"""The fields of one box, or what several boxes have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from orgsketch.document import Document
from orgsketch.drawing.coloring import STATE_TITLES
from orgsketch.model import edits, ids
from orgsketch.model.records import NO, YES, Answer, Box, Person
from orgsketch.resources import _, plural
from orgsketch.ui.panels import options
from orgsketch.ui.panels.box_answers import BoxAnswers
from orgsketch.ui.panels.box_relations import BoxRelations
from orgsketch.ui.panels.unit_context import UnitContext
from orgsketch.ui.spoken import ARRANGEMENTS, box_title
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import Segments
from orgsketch.ui.widgets.chiplist import ChipList
from orgsketch.ui.widgets.fields import Choice, Line, Notes, Tick, labelled
from orgsketch.ui.widgets.words import Words

NOBODY = "-"


class BoxProperties(QWidget):
    """Fields that read the selected boxes and write by edits of the document."""

    line_wanted = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.boxes: tuple[str, ...] = ()
        self._make_fields()
        self._arrange()
        self._connect()

    def show_boxes(self, boxes: Sequence[str]) -> None:
        """Show these boxes from now on."""
        self.title.commit()
        self.notes.commit()
        self.boxes = tuple(boxes)

    def drop_missing(self) -> None:
        """Forget boxes that have left the chart."""
        self.boxes = tuple(box for box in self.boxes if box in self.document.chart.boxes)

    def refresh(self) -> None:
        """Show the values as they are on the chart."""
        chart, is_one = self.document.chart, len(self.boxes) == 1
        records = [chart.boxes[box] for box in self.boxes]
        for widget in self._single:
            widget.setVisible(is_one)
        self.heading.setVisible(not is_one)
        self.heading.setText(plural("{count} box selected", "{count} boxes selected", len(records)))
        self.functions.offer(options.functions(self.document))
        _show_chips(self.functions, [record.functions for record in records])
        self.products.offer(options.products(self.document))
        _show_chips(self.products, [record.products for record in records])
        self.responsibilities.offer(options.activities(self.document))
        _show_chips(self.responsibilities, [record.responsibilities or () for record in records])
        self.state.choose(_common([record.state for record in records], "?"))
        self.arrangement.show_value(_common([record.arrangement for record in records], "?"))
        self._show_tick(self.assistant, [record.assistant for record in records])
        self._show_tick(self.nominal, [_says(record, "nominal") for record in records])
        self.context.show_box(self.boxes[0] if is_one else None)
        if is_one:
            self._refresh_single(records[0])

    def refresh_answers(self) -> None:
        """Show the questions about the box as they stand after the last evaluation."""
        self.answers.show_box(
            self.boxes[0] if len(self.boxes) == 1 and self.boxes[0] in self.document.chart.boxes else None
        )

    # ---- the fields ----

    def _make_fields(self) -> None:
        self.heading = Words("", "strong")
        self.title = Line(hint=_("Title"))
        self.functions = ChipList(_("Add a function"))
        self.people = ChipList(_("Add a name"), is_free=True)
        self.headcount = Line(hint=_("as named"))
        self.manager = Choice()
        self.nominal = Tick(_("The line is on paper only"))
        self.state = Segments([(state, _(text)) for state, text in STATE_TITLES.items()])
        self.responsibilities = ChipList(_("Add a responsibility"), is_free=True)
        self.products = ChipList(_("Add a product"), is_free=True)
        self.assistant = Tick(_("Assistant, drawn beside the line"))
        self.arrangement = Choice([(value, _(text)) for value, text in ARRANGEMENTS.items()])
        self.relations = BoxRelations(self.document)
        self.answers = BoxAnswers(self.document)
        self.context = UnitContext(self.document)
        self.notes = Notes(_("Anything worth remembering"))

    def _arrange(self) -> None:
        title, people = labelled(_("Title"), self.title), labelled(_("People"), self.people)
        heads, manager = labelled(_("Headcount"), self.headcount), labelled(_("Reports to"), self.manager)
        relations, notes = labelled(_("Other lines"), self.relations), labelled(_("Notes"), self.notes)
        self._single = [title, people, heads, manager, relations, notes, self.answers]
        heads.setFixedWidth(128)
        self.setLayout(
            column(
                self.heading,
                title,
                labelled(_("Functions"), self.functions),
                people,
                row(labelled(_("State"), self.state)),
                row(heads, None),
                column(manager, self.nominal, gap=8),
                labelled(_("Responsibilities"), self.responsibilities),
                labelled(_("Products"), self.products),
                relations,
                self.answers,
                self.context,
                column(labelled(_("Arrangement of its reports"), self.arrangement), self.assistant, gap=8),
                notes,
                gap=14,
                margins=(16, 14, 16, 16),
            )
        )

    def _connect(self) -> None:
        self.title.typed.connect(lambda text, visit: self._type("title", visit, _("Rename"), title=text))
        self.notes.typed.connect(lambda text, visit: self._type("notes", visit, _("Edit notes"), notes=text))
        self.functions.changed.connect(lambda values: self._change(_("Set functions"), functions=values))
        self.products.changed.connect(lambda values: self._change(_("Set products"), products=values))
        self.responsibilities.changed.connect(
            lambda values: self._change(_("Set responsibilities"), responsibilities=values or None)
        )
        self.people.changed.connect(self._seat)
        self.headcount.typed.connect(lambda text, visit: self._count(text))
        self.state.chosen.connect(self._set_state)
        self.arrangement.chosen.connect(lambda value: self._change(_("Arrange reports"), arrangement=value))
        self.assistant.clicked.connect(lambda is_on: self._change(_("Set assistant"), assistant=is_on))
        self.nominal.clicked.connect(self._set_nominal)
        self.manager.chosen.connect(self._move)
        self.relations.line_wanted.connect(self.line_wanted)

    def _refresh_single(self, record: Box) -> None:
        chart = self.document.chart
        self.title.show_text(record.title)
        self.people.offer(options.people(self.document))
        self.people.show_values(record.people)
        self.headcount.show_text("" if record.headcount is None else f"{record.headcount:g}")
        possible = [
            o for o in options.boxes(self.document) if not edits.may_report(chart, record.id, o.value)
        ]
        pairs = [(NOBODY, _("Nobody")), *((option.value, option.text) for option in possible)]
        self.manager.offer(pairs, record.reports_to or NOBODY)
        self.notes.show_text(record.notes)
        self.relations.show_box(record.id)
        self.answers.show_box(record.id)

    @staticmethod
    def _show_tick(tick: Tick, values: Sequence[bool]) -> None:
        is_mixed = len(set(values)) > 1
        tick.setTristate(is_mixed)
        tick.setCheckState(
            Qt.CheckState.PartiallyChecked
            if is_mixed
            else Qt.CheckState.Checked
            if values[0]
            else Qt.CheckState.Unchecked
        )

    # ---- what they do ----

    def _change(self, text: str, **fields: Any) -> None:
        self.document.edit(text, edits.change, self.boxes, **fields)

    def _type(self, field: str, visit: int, text: str, **fields: Any) -> None:
        if self.boxes:
            self.document.edit_field(
                f"{field} {self.boxes[0]} {visit}", text, edits.change, self.boxes, **fields
            )

    def _seat(self, values: tuple[str, ...]) -> None:
        known = self.document.chart.people
        people = [
            value if value in known else Person(ids.new_id(ids.PERSON, known), value) for value in values
        ]
        self.document.edit(_("Set people"), edits.set_people, self.boxes[0], people)

    def _count(self, text: str) -> None:
        try:
            number = float(text.replace(",", ".")) if text.strip() else None
        except ValueError:
            self.document.refused.emit(_("A headcount is a number, in halves if need be."))
            return
        self.document.edit(_("Set headcount"), edits.set_headcount, self.boxes[0], number)

    def _set_state(self, wanted: str) -> None:
        self.document.edit(_("Set state"), edits.set_state, self.boxes, wanted)

    def _set_nominal(self) -> None:
        said = Answer(YES) if self.nominal.isChecked() else None
        self.document.edit(_("Mark the line"), edits.answer, self.boxes, "nominal", said)

    def _move(self, manager: str) -> None:
        chart = self.document.chart
        under = box_title(chart, manager, self.document.book) if manager != NOBODY else _("nobody")
        title = box_title(chart, self.boxes[0], self.document.book)
        text = _("Move {box} under {manager}").format(box=title, manager=under)
        self.document.edit(text, edits.move, self.boxes[0], None if manager == NOBODY else manager)


def _says(record: Box, question: str) -> bool:
    said = record.answers.get(question)
    return said is not None and said.value not in (NO, "unknown")


def _show_chips(chips: ChipList, values: Sequence[tuple[str, ...]]) -> None:
    """What all boxes have; where they differ that is said, for what is added then is set for all."""
    is_mixed = any(value != values[0] for value in values)
    chips.show_values(() if is_mixed else values[0], _("They differ: set one for all") if is_mixed else "")


def _common(values: Sequence[Any], otherwise: Any) -> Any:
    return values[0] if all(value == values[0] for value in values) else otherwise
