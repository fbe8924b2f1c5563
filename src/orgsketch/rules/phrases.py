"""Noun phrases of explained conditions: sets of boxes, compared values, measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from orgsketch.resources import N_, _
from orgsketch.rules.conditions import COMPARISONS

if TYPE_CHECKING:
    from orgsketch.rules.pack import Book

NEAR = {
    "box": N_("{box}"),
    "outer": N_("{outer}"),
    "manager": N_("the manager of {box}"),
    "reports": N_("the direct reports of {box}"),
    "managers_up": N_("the boxes above {box}"),
    "below": N_("the boxes below {box}"),
    "siblings": N_("the boxes beside {box} under one manager"),
    "boxes": N_("any box"),
    "managers": N_("the boxes with direct reports"),
    "tops": N_("the boxes at the top"),
    "executives": N_("the boxes that report to the top"),
    "shared_seats": N_("the boxes with somebody who has another seat"),
}
BOUNDS = {
    ("at_least", True): N_("at least {number}"),
    ("at_least", False): N_("less than {number}"),
    ("at_most", True): N_("at most {number}"),
    ("at_most", False): N_("more than {number}"),
    ("more_than", True): N_("more than {number}"),
    ("more_than", False): N_("at most {number}"),
}
#: what is measured; {of}, {over} ... are the arguments, a trailing "|" begins what is left out without {of}
MEASURED = {
    "average_span": N_("the average number of direct reports of a manager"),
    "everybody": N_("people on the chart, each counted once"),
    "layers": N_("layers of the chart"),
    "own_heads": N_("people in {box} itself"),
    "same_function": N_("{box} has the same main function as the box it is compared with"),
    "shared_people": N_("people in {box} who have another seat"),
    "span": N_("direct reports of {box}, assistants apart"),
    "anybody_declares_work": N_("some box declares its responsibilities"),
    "answered_within": N_("“{fact}” was answered by {families} alone"),
    "connected": N_("lines lead from {one} to {other}, not by way of {except}"),
    "count": N_("boxes of {of}"),
    "counted": N_("answers of {box} to “{fact}” that are among {of}"),
    "family": N_("the family of {box}"),
    "functions": N_("functions of {box}"),
    "greater": N_("the worse of “{one}” and “{other}”"),
    "heads_behind": N_("people who share the responsibilities of {box}"),
    "held": N_("responsibilities of {box}| that are {of}"),
    "held_by_two": N_("boxes of two functions among {among} hold the same responsibility, {except} apart"),
    "home": N_("the family {box} is at home in"),
    "lateral": N_("a line joins two boxes neither of which is above the other: {kinds}"),
    "layer": N_("the layer of {box}"),
    "main_function": N_("the main function of {box}"),
    "one_department": N_("all boxes of {of} are in one department"),
    "other_role_share": N_("the largest part of the work of {box} that is usual for another role"),
    "passed": N_("the date given for “{fact}” has passed"),
    "people": N_("people in {of}"),
    "per_head": N_("“{fact}”, for each person in {box}"),
    "same_department": N_("{box} is in one department with the box it is compared with"),
    "share": N_("the part of the responsibilities of {box} that is {of}"),
    "single_leader": N_("{box} has a single leader in common with the box it is compared with"),
    "somebody_declares_work": N_("some box declares its responsibilities"),
    "surplus": N_("responsibilities of {box} that are {of}, less those that are {over}"),
}

#: what lies behind a measure, where its name does not say it
TOLD = {
    "greater": N_(
        "The worse of the answers to “{one}” and “{other}”. Where they weigh the same it is the answer to "
        "“{pick}”, else a tie; without any problem it is none."
    ),
    "home": N_(
        "The family of the first box above it that is not {skip}. Directly under {general} it is "
        "{beside_home} where {beside} stands beside it, else its own. Unknown where a line on the way is on "
        "paper only, or a box has no function."
    ),
    "same_department": N_(
        "Both stand below the same highest box that reports to {general}, or one is above the other, or "
        "both report to one box of {general}. Unknown for a box that is unplaced or whose line is "
        "on paper only."
    ),
    "single_leader": N_(
        "One is above the other, or the lowest manager of both is not the head of everything, or manages "
        "both directly. Unknown for a box that is unplaced or whose line is on paper only."
    ),
}


class Phrases:
    """The names a book gives to boxes, values and lines."""

    def __init__(self, book: Book) -> None:
        self.book, self.words = book, book.words

    # ---- boxes ----

    def boxes(self, of: Any, box: str, outer: str, inline: Callable[[Any], str]) -> str:
        """A set of boxes, named or described."""
        if isinstance(of, str):
            return self.named(of).format_map({"box": box, "outer": outer}) if of in NEAR else self.named(of)
        titled = of.get("title")
        return (
            str(titled)
            if titled
            else self._described(of, lambda part: self.boxes(part, box, outer, inline), inline)
        )

    def named(self, name: str) -> str:
        """A set by name: the pack's title, a place near the box, a function, a family, owners of work."""
        if name in self.book.sets:
            return str(self.book.sets[name].get("title") or name.replace("_", " "))
        if name in NEAR:
            return _(NEAR[name])
        kind, colon, rest = name.partition(":")
        if colon and kind == "family" and rest in self.words.families:
            return _("the family {title}").format(title=self.words.families[rest].title)
        if colon and kind == "owners":
            return _("holders of {work}").format(work=self.work(rest))
        return self.words.functions[name].title if name in self.words.functions else name

    def _described(
        self, of: Mapping[str, Any], boxes: Callable[[Any], str], inline: Callable[[Any], str]
    ) -> str:
        text = self._core(of, boxes)
        if "where" in of:
            text = _("{boxes} for which: {condition}").format(boxes=text, condition=inline(of["where"]))
        if "then" in of:
            text = _("{then}, seen from {boxes}").format(then=boxes(of["then"]), boxes=text)
        if "else" in of:
            text = _("{boxes}; where there is none, {other}").format(boxes=text, other=boxes(of["else"]))
        return text

    def _core(self, of: Mapping[str, Any], boxes: Callable[[Any], str]) -> str:
        if "any_of" in of:
            return listed([boxes(part) for part in of["any_of"]])
        if "nearest" in of:
            return _("the nearest of {boxes}").format(boxes=boxes(of["nearest"]))
        if "leaders_with" in of:
            return _("the common leaders with {boxes}").format(boxes=boxes(of["leaders_with"]))
        if "leader_of_pair" in of:
            return _("the common leader of the two boxes")
        if "joined" in of:
            kinds = [of["joined"]] if isinstance(of["joined"], str) else of["joined"]
            words = listed([self.kind(kind) for kind in kinds])
            return _("{boxes}, joined by a line: {kinds}").format(
                boxes=boxes(of.get("of", "boxes")), kinds=words
            )
        return boxes(of.get("of", "boxes"))

    # ---- values ----

    def comparison(self, data: Mapping[str, Any]) -> str:
        """What a condition compares with: is, among, at_least ... or ""."""
        return next((key for key in COMPARISONS if key in data), "")

    def compared(self, data: Mapping[str, Any], holds: bool, fact: str) -> str:
        """The values that meet a comparison, or with `holds` False those that do not."""
        name = self.comparison(data)
        wanted = data[name]
        if name == "known":
            return _("known") if bool(wanted) is holds else _("not known")
        if (name, True) in BOUNDS:
            return self._bounded(name, wanted, holds, fact)
        if isinstance(wanted, str) and name == "among":
            words = [self.work(wanted)]
        else:
            values = wanted if isinstance(wanted, list) else [wanted]
            words = [self.value(fact, value) for value in values]
        if holds:
            return listed(words, last=_("and") if name == "is" else _("or"))
        if len(words) == 1:
            return _("not {value}").format(value=words[0])
        return _("none of {values}").format(values=listed(words, last=_("and")))

    def _bounded(self, name: str, wanted: Any, holds: bool, fact: str) -> str:
        question = self.words.questions.get(fact)
        if question and question.steps and isinstance(wanted, int):
            texts = [f"“{question.choice_text(step)}”" for step in question.steps]
            first = {"at_least": wanted, "more_than": wanted + 1}.get(name, 0)
            met = texts[first : wanted + 1 if name == "at_most" else None]
            return listed(met if holds else [text for text in texts if text not in met])
        return _(BOUNDS[name, holds]).format(number=self.number(wanted))

    def number(self, wanted: Any) -> str:
        """A number, or the setting of the pack that gives it."""
        if isinstance(wanted, str) and wanted.startswith("$"):
            value = self.words.settings.get(wanted[1:], "?")
            return _("{value} (the setting {name})").format(value=value, name=wanted[1:])
        return str(wanted)

    def value(self, fact: str, value: Any) -> str:
        """One answer in words."""
        question = self.words.questions.get(fact)
        if question is not None and any(choice.value == value for choice in question.choices):
            return f"“{question.choice_text(value)}”"
        if question is not None:
            return self._titled(str(value))
        entry = self.book.facts.get(fact, {})
        if value in entry.get("words", ()):
            return str(entry["words"][value])
        if value in self.words.families and entry.get("values") == "family":
            return f"“{self.words.families[value].title}”"
        known = self.words.functions.get(str(value))
        return f"“{known.title}”" if known else str(value).replace("_", " ")

    def _titled(self, name: str) -> str:
        for titles in (self.words.functions, self.words.families, self.words.classes, self.words.activities):
            if name in titles:
                return f"“{titles[name].title}”"
        return name.replace("_", " ")

    def work(self, names: Any) -> str:
        """Activities, and classes of them."""
        listed_names = [names] if isinstance(names, str) else list(names)
        return listed([self._titled(str(name)) for name in listed_names])

    def kind(self, name: str) -> str:
        """A kind of line."""
        return f"“{name.replace('_', ' ')}”"

    def argument(self, value: Any) -> str:
        """An argument of a measure: a set, a class, a question or a plain name."""
        if isinstance(value, list):
            return listed([self.argument(item) for item in value])
        name = str(value)
        if name in self.words.questions:
            return self.words.questions[name].text
        if name in self.book.sets or name in NEAR or ":" in name:
            return self.named(name)
        return self._titled(name)


def measure_text(
    data: Mapping[str, Any], phrases: Phrases, box: str, told: Mapping[str, str] = MEASURED
) -> str:
    """What a measure measures (with TOLD: what lies behind it), its arguments filled in."""
    args = {
        key: phrases.argument(value)
        for key, value in data.get("args", {}).items()
        if not isinstance(value, dict)
    }
    text, bar, rest = _(told[str(data["measure"])]).partition("|")
    if bar and "of" in args:
        text += rest
    for key, value in {"box": box, **args}.items():
        text = text.replace("{" + key + "}", value)
    return text


def listed(items: Iterable[str], last: str = "") -> str:
    """Several as one phrase: "A, B or C"."""
    *first, end = list(items) or [_("nothing")]
    return f"{', '.join(first)} {last or _('or')} {end}" if first else end


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
