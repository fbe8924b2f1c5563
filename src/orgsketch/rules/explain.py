"""A condition in words, from its data alone: nested sentences for a reader who never saw the data.

`not` is carried inward (not all = one of these is not so), so that every sentence says how things are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from orgsketch.resources import N_, _
from orgsketch.rules.blocks import Entry
from orgsketch.rules.conditions import HEADS
from orgsketch.rules.phrases import Phrases, capital, listed, measure_text

if TYPE_CHECKING:
    from orgsketch.rules.pack import Book

#: who a sentence speaks of: the box in hand, then those of the quantifiers inside
SUBJECTS = (N_("the box"), N_("that box"), N_("that other box"))

JOINED = {True: N_("All of these hold"), False: N_("At least one of these holds")}
MEMBERS = {
    ("some", True): N_("{boxes}: there is a box"),
    ("some", False): N_("{boxes}: there is no box"),
    ("every", True): N_("{boxes}: there is a box, and for each of them"),
    ("every", False): N_("{boxes}: there is no box, or not for each of them"),
}
LINES = {
    ("from", True): N_("a line leads from {box} to {boxes}: {kinds}"),
    ("from", False): N_("no line leads from {box} to {boxes}: {kinds}"),
    ("to", True): N_("a line leads to {box} from {boxes}: {kinds}"),
    ("to", False): N_("no line leads to {box} from {boxes}: {kinds}"),
    ("either", True): N_("a line joins {box} with {boxes}: {kinds}"),
    ("either", False): N_("no line joins {box} with {boxes}: {kinds}"),
}


def explain(condition: Any, book: Book) -> Entry:
    """What a condition says, as a sentence with the sentences it consists of."""
    return Explainer(book).condition(condition)


class Explainer:
    """Explains the conditions of one book. `at`: how many quantifiers deep; `holds`: False = its opposite."""

    def __init__(self, book: Book) -> None:
        self.book, self.words, self.phrases = book, book.words, Phrases(book)
        self._is_inside = False

    def condition(self, data: Any, at: int = 0, *, holds: bool = True) -> Entry:
        """The condition, or with `holds` False its opposite."""
        if isinstance(data, list):
            data = {"all": data}
        if holds and data.get("says"):
            return Entry(capital(self._said(str(data["says"]), at)))
        head = next(key for key in data if key in HEADS)
        made: Entry = getattr(self, f"_{head}")(data, at, holds)
        return made

    def _said(self, template: str, at: int, value: str = "") -> str:
        return template.replace("{box}", subject(at)).replace("{value}", value)

    # ---- joining ----

    def _all(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        return self._joined(data["all"], at, holds, is_all=holds)

    def _any(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        return self._joined(data["any"], at, holds, is_all=not holds)

    def _joined(self, parts: Any, at: int, holds: bool, *, is_all: bool) -> Entry:
        entries = tuple(self.condition(part, at, holds=holds) for part in parts)
        if len(entries) == 1:
            return entries[0]
        return Entry(_(JOINED[is_all]), entries)

    def _not(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        return self.condition(data["not"], at, holds=not holds)

    # ---- boxes ----

    def _some(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        return self._quantified("some", data["some"], data.get("where"), at, holds)

    def _none(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        return self._quantified("some", data["none"], data.get("where"), at, not holds)

    def _every(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        return self._quantified("every", data["every"], data.get("where"), at, holds)

    def _quantified(self, head: str, of: Any, where: Any, at: int, holds: bool) -> Entry:
        if of == "box" and where is not None:
            return self.condition(where, at, holds=holds)
        text = capital(_(MEMBERS[head, holds]).format(boxes=self.boxes(of, at)))
        if where is None:
            return Entry(text)
        inner = self.condition(where, at + 1)
        if head == "some":
            text += _(" for which")
        if inner.text in map(_, JOINED.values()):
            return Entry(f"{text} {inner.text[:1].lower()}{inner.text[1:]}", inner.parts)
        return Entry(_("{sentence} this holds").format(sentence=text), (inner,))

    def boxes(self, of: Any, at: int = 0) -> str:
        """A set of boxes as a noun phrase."""
        return self.phrases.boxes(of, subject(at), subject(at - 1), lambda where: self.inline(where, at + 1))

    def inline(self, data: Any, at: int) -> str:
        """A condition in one sentence."""
        return _flat(self.condition(data, at))

    # ---- leaves ----

    def _fact(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        if "at" in data:
            return self._quantified(
                "some", data["at"], {k: v for k, v in data.items() if k != "at"}, at, holds
            )
        name = str(data["fact"])
        if name in self.words.questions:
            return Entry(capital(self._declared(name, data, at, holds)))
        entry = self.book.facts.get(name, {})
        if not entry.get("says") and "when" in entry and not self._is_inside:
            return self._opened(entry["when"], at, holds is not (data.get("is") == "no"))
        return Entry(capital(self._derived(name, entry, data, at, holds)))

    def _opened(self, when: Any, at: int, holds: bool) -> Entry:
        """What a fact without wording of its own rests on; facts inside it are named only."""
        self._is_inside = True
        try:
            return self.condition(when, at, holds=holds)
        finally:
            self._is_inside = False

    def _declared(self, name: str, data: Mapping[str, Any], at: int, holds: bool) -> str:
        question = self.words.questions[name]
        if "known" in data:
            is_known = bool(data["known"]) is holds
            answered = (
                _("there is an answer to “{text}”") if is_known else _("there is no answer to “{text}”")
            )
            return answered.format(text=question.text)
        yes = self._yes(data, holds)
        if question.kind == "yes_no" and yes is not None:
            template = question.says if yes else question.denies
            fallback = f"“{question.text}”: {_('Yes') if yes else _('No')}"
            return self._said(template, at) if template else fallback
        return self._valued(question.says or f"“{question.text}”: {{value}}", name, data, at, holds)

    def _derived(
        self, name: str, entry: Mapping[str, Any], data: Mapping[str, Any], at: int, holds: bool
    ) -> str:
        yes = self._yes(data, holds)
        plain = name.replace("_", " ")
        if yes is None:
            template = str(entry.get("says") or f"{plain}: {{value}}")
            text = self._valued(template, name, data, at, holds)
        else:
            says = str(entry.get("says") or plain)
            denies = str(entry.get("denies") or _("not so: {sentence}").format(sentence=says))
            text = self._said(says if yes else denies, at)
        if data.get("with") != "outer":
            return text
        return _("{sentence} (as seen from {box})").format(sentence=text, box=subject(at - 1))

    def _valued(self, template: str, name: str, data: Mapping[str, Any], at: int, holds: bool) -> str:
        """A template with the values that meet the comparison; where it reads on, "not so" leads."""
        if holds or ": {value}" in template:
            return self._said(template, at, self.phrases.compared(data, holds, name))
        sentence = self._said(template, at, self.phrases.compared(data, True, name))
        return _("not so: {sentence}").format(sentence=sentence)

    def _yes(self, data: Mapping[str, Any], holds: bool) -> bool | None:
        """Whether a plain yes, or a plain no, is asked for; None = something else is."""
        wanted = data.get("is", None if self.phrases.comparison(data) else "yes")
        if wanted in ("yes", "no") or isinstance(wanted, bool):
            return (wanted in ("yes", True)) is holds
        return None

    def _relation(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        named = data["relation"]
        kinds = [named] if isinstance(named, str) else list(named)
        words = _("of any kind") if "any" in kinds else listed([self.phrases.kind(kind) for kind in kinds])
        template = LINES[str(data.get("direction", "either")), holds]
        boxes = self.boxes(data.get("with", "boxes"), at)
        return Entry(capital(_(template).format(box=subject(at), boxes=boxes, kinds=words)))

    def _rule(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        code = str(data["rule"])
        text = self.book.texts.get(code)
        template = (
            _("The rule {code} fires: {title}") if holds else _("The rule {code} does not fire: {title}")
        )
        return Entry(template.format(code=code, title=text.title if text else code), code=code)

    def _measure(self, data: Mapping[str, Any], at: int, holds: bool) -> Entry:
        text = self._said(measure_text(data, self.phrases, subject(at)), at)
        yes = self._yes(data, holds)
        if yes is None:
            return Entry(capital(f"{text}: {self.phrases.compared(data, holds, '')}"))
        return Entry(capital(text if yes else _("not so: {sentence}").format(sentence=text)))


def subject(at: int) -> str:
    """Who a sentence speaks of, that many quantifiers deep."""
    return _(SUBJECTS[max(0, min(at, len(SUBJECTS) - 1))])


def _flat(entry: Entry) -> str:
    """A sentence with its parts in brackets."""
    text = entry.text[:1].lower() + entry.text[1:]
    return f"{text} ({'; '.join(map(_flat, entry.parts))})" if entry.parts else text
