"""What records and their fields are called in a list of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Box, Relation
from orgsketch.resources import N_, _

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

NOBODY = N_("at the top")
UNPLACED = N_("without a place")


def name_of(chart: Chart, box: str | None) -> str:
    """What a box is called."""
    record = chart.boxes.get(box or "")
    return (record.title or _("Untitled")) if record else box or ""


def place(chart: Chart, box: Box) -> str:
    """The manager of a box, or where it stands without one."""
    if box.reports_to:
        return name_of(chart, box.reports_to)
    return _(UNPLACED) if tree.is_unplaced(chart, box.id) else _(NOBODY)


def seated(chart: Chart, box: Box) -> str:
    """The people of a box, by name."""
    return ", ".join(chart.people[person].name for person in box.people if person in chart.people)


def people_count(heads: float) -> str:
    """A headcount in words: "1 person", "2.5 people"."""
    shown = f"{heads:,g}"
    return _("{count} person").format(count=shown) if heads == 1 else _("{count} people").format(count=shown)


def relation_words(chart: Chart, line: Relation) -> str:
    """A relation in words: "Product marketing, serves, Sales (weekly)"."""
    told = f"{name_of(chart, line.start)} – {_(RELATIONS[line.kind])} – {name_of(chart, line.end)}"
    return f"{told} ({line.label})" if line.label else told


def field_name(name: str, words: Vocabulary | None) -> str:
    """What a changed field is called: a column as imported, a question in its own words."""
    field, _dot, key = name.partition(".")
    if field == "answers":
        asked = (
            [question for question in words.questions.values() if question.answer_key == key] if words else []
        )
        return asked[0].text if asked else key.replace("_", " ")
    return key if field == "fields" else _(FIELDS.get(field, field.replace("_", " ")))


def said(chart: Chart, record: Any, name: str, words: Vocabulary | None) -> str:
    """The value of a field of a record, in words; "" = nothing is said."""
    field, _dot, key = name.partition(".")
    value = getattr(record, field)
    if field == "answers":
        return _answer(value.get(key), key, words)
    if field == "fields":
        return str(value.get(key, ""))
    if isinstance(record, Box) and field in _BOX:
        return _BOX[field](chart, record, words)
    if field in ("start", "end", "box"):
        return name_of(chart, value)
    if field == "kind":
        return _(RELATIONS[value])
    return _plain(value)


def functions(box: Box, words: Vocabulary | None) -> str:
    """The functions of a box, the main one first."""
    known = words.functions if words else {}
    return ", ".join(known[name].title if name in known else name.replace("_", " ") for name in box.functions)


def _activities(box: Box, words: Vocabulary | None) -> str:
    if box.responsibilities is None:
        return ""
    known = words.activities if words else {}
    names = [known[name].title if name in known else name for name in box.responsibilities]
    return ", ".join(names) or _("none")


def _answer(answer: Answer | None, key: str, words: Vocabulary | None) -> str:
    if answer is None:
        return ""
    values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    asked = [question for question in words.questions.values() if question.answer_key == key] if words else []
    told = [
        _(SAID[value]) if value in SAID else asked[0].choice_text(value) if asked else str(value)
        for value in values
    ]
    return ", ".join(told) + (f" ({answer.by})" if answer.by else "")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


SAID = {"yes": N_("Yes"), "no": N_("No"), "unknown": N_("Not known")}
FIELDS = {
    "reports_to": N_("manager"),
    "order": N_("place among the reports"),
    "status": N_("state"),
    "arrangement": N_("layout of the reports"),
    "external_id": N_("HR number"),
    "box": N_("box"),
    "start": N_("from"),
    "end": N_("to"),
}
RELATIONS = {
    "dotted": N_("dotted line to"),
    "embedded_in": N_("embedded in"),
    "shares_objectives": N_("shares objectives with"),
    "serves": N_("serves"),
    "depends_on": N_("depends on"),
    "drives": N_("drives"),
    "partners": N_("partners with"),
    "informs": N_("informs"),
    "hands_back": N_("hands back to"),
}
_BOX: dict[str, Callable[[Chart, Box, Vocabulary | None], str]] = {
    "reports_to": lambda chart, box, words: place(chart, box),
    "functions": lambda chart, box, words: functions(box, words),
    "people": lambda chart, box, words: seated(chart, box),
    "headcount": lambda chart, box, words: people_count(box.heads),
    "responsibilities": lambda chart, box, words: _activities(box, words),
    "status": lambda chart, box, words: box.status or _("filled as drawn"),
}
