"""Findings in words: the message about this chart, and the reasons behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from orgsketch.resources import _
from orgsketch.rules.condition import Ground
from orgsketch.rules.finding import Reason
from orgsketch.rules.reading import Reading

if TYPE_CHECKING:
    from orgsketch.rules.pack import Book

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
LISTED = 3

OF_UNIT = {
    "On this chart": "In {unit}",
    "on this chart": "in {unit}",
    "This chart": "{unit}",
    "this chart": "{unit}",
}

_SLOT = re.compile(r"\{([a-z_]+(?::[a-z_.]+)?)\}|\[([^|\[\]]*)\|([^|\[\]]*)\]")


class Speaker:
    """Puts what a book says into words about one chart."""

    def __init__(self, book: Book, reading: Reading) -> None:
        self.book, self.reading, self.words = book, reading, book.words

    # ---- the message ----

    def message_of_unit(self, text: str, unit: str) -> str:
        """What a rule says of a chart, said of a unit by its name."""
        for of_chart, of_unit in OF_UNIT.items():
            text = text.replace(of_chart, of_unit)
        text = text if "{unit}" in text else _("In {unit}: {message}").replace("{message}", text)
        return self.message(text, (), unit)

    def message(self, text: str, boxes: Sequence[str], unit: str = "") -> str:
        """A rule's message with the chart's own names in it; titles are put in once and never read again."""

        def filled(match: re.Match[str]) -> str:
            if match[1] is None:
                return match[2] if len(boxes) <= 1 else match[3]
            return self.reading.title(unit) if match[1] == "unit" and unit else self._slot(match[1], boxes)

        return _upper(_SLOT.sub(filled, text))

    def _slot(self, name: str, boxes: Sequence[str]) -> str:
        kind, _colon, fact = name.partition(":")
        if kind == "fact":
            return self._declared(fact, boxes)
        if name == "team":
            return self.team(boxes)
        if not boxes:
            return "{" + name + "}"
        if name == "manager":
            manager = self.reading.boxes[boxes[0]].reports_to
            return self.reading.title(manager) if manager else _("nobody")
        if name in self.book.terms:
            members = self.book.compiler.set(self.book.terms[name]["set"]).members(self.reading, boxes[0], "")
            return self.listed(sorted(members, key=self.reading.place))
        return "{" + name + "}"

    def team(self, boxes: Sequence[str]) -> str:
        """The boxes of a finding as a noun phrase."""
        reading = self.reading
        if not boxes:
            return _("this chart")
        if len(boxes) == 1:
            return reading.title(boxes[0])
        known = self.words.functions.get(reading.function(boxes[0]))
        what = known.title.lower() if known else _("unclassified")
        first = boxes[0]
        if all(first in reading.above(box) for box in boxes[1:]):
            rest = len(boxes) - 1
            text = _("{title} and the {function} box below it")
            if rest > 1:
                text = _("{title} and the {count} {function} boxes below it")
            return text.format(title=reading.title(first), count=number(rest), function=what)
        manager = reading.boxes[first].reports_to
        under = _(" under {leader}").format(leader=self.leader(manager)) if manager else ""
        return _("the {count} {function} boxes").format(count=number(len(boxes)), function=what) + under

    def leader(self, box: str) -> str:
        """The person in a box, else its title."""
        people = self.reading.boxes[box].people
        names = [
            self.reading.chart.people[person].name for person in people if person in self.reading.chart.people
        ]
        return names[0] if len(names) == 1 and names[0] else self.reading.title(box)

    def listed(self, boxes: Sequence[str]) -> str:
        """Some titles: "A, B and 3 more"."""
        titles = list(dict.fromkeys(self.reading.title(box) for box in boxes))
        if len(titles) > LISTED:
            more = _("{count} more").format(count=len(titles) - LISTED + 1)
            titles = [*titles[: LISTED - 1], more]
        if len(titles) > 1:
            return _("{some} and {last}").format(some=", ".join(titles[:-1]), last=titles[-1])
        return titles[0] if titles else _("nobody")

    def _declared(self, fact: str, boxes: Sequence[str]) -> str:
        question = self.words.questions.get(fact)
        if question is None:
            return "{fact:" + fact + "}"
        if question.is_of_company:
            return self.value(fact, self.reading.of_company(question))
        return self.value(fact, self.reading.of_box(question, boxes[0]) if boxes else None)

    # ---- the reasons ----

    def reasons(self, grounds: Iterable[Ground]) -> Iterator[Reason]:
        """The grounds of an answer as reasons, each once; what nobody can be asked is left out."""
        seen: set[str] = set()
        for ground in grounds:
            text = self._unknown(ground) if ground.holds is None else self._known(ground)
            if text and text not in seen:
                seen.add(text)
                holds = "unknown" if ground.holds is None else "yes"
                yield Reason(_upper(text), holds, ground.fact, ground.about or None)

    def _known(self, ground: Ground) -> str:
        template = ground.text or self._template(ground)
        title = self.reading.title(ground.about) if ground.about in self.reading.boxes else ""
        return _filled(
            template, {"box": lambda: title, "value": lambda: self.value(ground.fact, ground.value)}
        )

    def _template(self, ground: Ground) -> str:
        question = self.words.questions.get(ground.fact)
        if question is not None:
            is_no = ground.value in ("no", ()) and question.denies
            return question.denies if is_no else question.says
        entry = self.book.facts.get(ground.fact, {})
        return str(entry.get("denies" if ground.value is False else "says", ""))

    def _unknown(self, ground: Ground) -> str:
        question = self.words.questions.get(ground.fact)
        if question is None:
            return ""
        if ground.about in self.reading.boxes and not question.is_of_company:
            return f"{self.reading.title(ground.about)}: {question.text}"
        return question.text

    def value(self, fact: str, value: Any) -> str:
        """A declared or derived value in words."""
        if isinstance(value, tuple):
            return self._several([_lower(self.value(fact, item)) for item in value])
        entry = self.book.facts.get(fact, {})
        if value in entry.get("words", ()):
            return str(entry["words"][value])
        question = self.words.questions.get(fact)
        if fact == "box.responsibilities" and value in self.words.activities:
            return self.words.activities[value].title.lower()
        if question is not None:
            return question.choice_text(value)
        if value in self.words.families and entry.get("values") == "family":
            return self.words.families[value].title
        if value in self.words.functions:
            return self.words.functions[value].title
        return _("undeclared") if value is None else str(value).replace("_", " ")

    def _several(self, items: list[str]) -> str:
        if len(items) < 2:
            return items[0] if items else _("nothing")
        return _("{some} and {last}").format(some=", ".join(items[:-1]), last=items[-1])


def number(count: int) -> str:
    """A count in words up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def _filled(template: str, slots: dict[str, Callable[[], str]]) -> str:
    return re.sub(r"\{(box|value)\}", lambda match: slots[match[1]](), template)


def _lower(text: str) -> str:
    """A choice inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
