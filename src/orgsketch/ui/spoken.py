"""How boxes, findings and numbers are said on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgsketch.drawing.theme import hue
from orgsketch.model.chart import Chart
from orgsketch.resources import N_, _, plural
from orgsketch.vocabulary.titles import plain

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding

SEVERITIES = {"critical": N_("critical"), "major": N_("major"), "minor": N_("minor"), "info": N_("info")}
RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}
KINDS = {
    "risk": N_("Risk"),
    "watch_out": N_("Watch-out"),
    "strength": N_("Strength"),
    "advice": N_("Advice"),
    "question": N_("Question"),
    "success_signal": N_("Success signal"),
}
RELATIONS = {
    "dotted": N_("Dotted line to"),
    "embedded_in": N_("Embedded in"),
    "shares_objectives": N_("Shares objectives with"),
    "serves": N_("Serves"),
    "depends_on": N_("Depends on"),
    "drives": N_("Drives"),
    "partners": N_("Partners with"),
    "informs": N_("Informs"),
    "hands_back": N_("Hands back to"),
}
ARRANGEMENTS = {
    "": N_("Automatic"),
    "side_by_side": N_("Side by side"),
    "stacked": N_("Stacked list"),
    "stacked_left": N_("Stacked list, left"),
    "stacked_both": N_("Stacked list, both sides"),
    "two_columns": N_("Two columns"),
    "left_to_right": N_("Left to right"),
}


def box_title(chart: Chart, box: str | None, book: Any = None) -> str:
    """What to call a box: its title, else its function, else that it has none."""
    if box is None or box not in chart.boxes:
        return ""
    record = chart.boxes[box]
    return record.title or function_title(book, record.function) or _("Untitled box")


def function_title(book: Any, function: str) -> str:
    """The title of a function; its id where the pack is not installed."""
    known = book.vocabulary.functions.get(function) if book else None
    return known.title if known else function.replace("_", " ").capitalize()


def taken_for(chart: Chart, box: str, book: Any) -> str:
    """What a box is taken for where its title does not say so: "treated as general management"."""
    record = chart.boxes[box]
    if not record.function:
        return _("No function: the rules pass it over")
    known = book.vocabulary.functions.get(record.function) if book else None
    said = {plain(name) for name in (*known.aliases, known.title)} if known else set()
    if not record.title or plain(record.title) in said:
        return ""
    names = (function_title(book, name) for name in record.functions)
    return _("Treated as {functions}").format(functions=" + ".join(names).lower())


def function_look(book: Any, function: str) -> tuple[str, str]:
    """Icon and family hue of a function."""
    known = book.vocabulary.functions.get(function) if book else None
    return (known.icon, hue(function, known.family)) if known else ("dots", hue(function))


def box_look(chart: Chart, box: str, book: Any) -> tuple[str, str]:
    """Icon and hue of a box: those of its main function."""
    return function_look(book, chart.boxes[box].function)


def people(chart: Chart, box: str) -> str:
    """Who sits in a box: a name, a number, or that it is vacant."""
    record = chart.boxes[box]
    if record.is_vacant:
        return _("vacant")
    if len(record.people) == 1 and record.heads == 1:
        return chart.people[record.people[0]].name
    return heads(record.heads)


def heads(number: float) -> str:
    """A headcount in words."""
    if number == int(number):
        return plural("{count} person", "{count} people", int(number))
    return _("{number} people").format(number=number)


def finding_kind(finding: Finding) -> str:
    """ "Risk, major" or "Strength"."""
    kind = _(KINDS[finding.kind])
    if finding.kind in ("strength", "success_signal", "question"):
        return kind
    return f"{kind}, {_(SEVERITIES[finding.severity])}"


def holds(value: str) -> str:
    """Yes, no or not known, as said in lists."""
    return {"yes": _("yes"), "no": _("no")}.get(value, _("not known"))
