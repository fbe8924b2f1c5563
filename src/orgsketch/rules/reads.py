"""What a condition reads, found in its data: facts, sets and rules, through the definitions behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from orgsketch.rules.conditions import COMPARISONS

if TYPE_CHECKING:
    from orgsketch.rules.pack import Book, RuleText

_WORDS = frozenset({*COMPARISONS, "says", "denies", "title", "undeclared", "direction", "values"})


@dataclass
class Reads:
    """Names in the order they were met. `questions`: fact -> what it means undeclared."""

    questions: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    sets: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    rules: dict[str, None] = field(default_factory=dict)


def reads(conditions: Any, book: Book) -> Reads:
    """Everything that conditions, or sets of boxes, rest on."""
    found = Reads()
    waiting = [conditions]
    while waiting:
        data = waiting.pop()
        if isinstance(data, Mapping):
            _note(data, book, found)
            waiting += reversed([value for key, value in data.items() if key not in _WORDS])
        elif isinstance(data, list | tuple):
            waiting += reversed(data)
        elif isinstance(data, str):
            waiting += _named(data, book, found)
    return found


def asked(text: RuleText) -> tuple[Any, ...]:
    """All conditions and sets of a rule: whom it is about, when it holds, what changes its severity."""
    return (text.about, text.when, *(step.when for step in text.raised), *text.lowered, *text.noted)


def _note(data: Mapping[str, Any], book: Book, found: Reads) -> None:
    if "rule" in data:
        found.rules[str(data["rule"])] = None
    question = book.words.questions.get(str(data.get("fact", "")))
    if question is not None:
        meaning = data.get("undeclared", question.undeclared)
        if meaning == "unknown" or question.id not in found.questions:
            found.questions[question.id] = meaning


def _named(name: str, book: Book, found: Reads) -> Iterator[Any]:
    if name in book.words.questions:
        found.questions.setdefault(name, book.words.questions[name].undeclared)
    for table, seen in ((book.facts, found.facts), (book.sets, found.sets)):
        if name in table and name not in seen:
            seen[name] = table[name]
            yield table[name]
