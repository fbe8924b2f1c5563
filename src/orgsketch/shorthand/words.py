"""The fixed words of the shorthand, and those a question has for its answers."""

from __future__ import annotations

from datetime import date

from orgsketch.vocabulary.records import Question

VERBS = {
    "embed": "embedded_in",
    "dotted": "dotted",
    "shares": "shares_objectives",
    "serves": "serves",
    "depends": "depends_on",
    "drives": "drives",
    "partners": "partners",
    "informs": "informs",
    "hands": "hands_back",
}
FIELDS = frozenset({"headcount", "responsibilities", "functions", "people"})


def allowed_words(question: Question) -> dict[str, str]:
    """The words the shorthand has for the values of a question."""
    if question.kind == "text":
        return dict(question.values)
    if question.kind in ("yes_no", "date"):
        return {"y": "yes", "n": "no"}
    renamed = {value: word for word, value in question.values.items()}
    return {renamed.get(choice.value, choice.value): choice.value for choice in question.choices}


def is_date(text: str) -> bool:
    """Whether a text is a date like 2027-01-31."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2027-01-31")
