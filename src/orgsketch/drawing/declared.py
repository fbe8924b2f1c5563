"""What was said of the company, and of the units that have a context of their own, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import NO, Answers, Box
from orgsketch.resources import _
from orgsketch.rules.units import Split, own_answers, units_of

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

RATIONALE = "rationale"


def context_line(chart: Chart, vocabulary: Vocabulary) -> str:
    """What the company said about itself, in one line."""
    return capital(" · ".join(context(chart, vocabulary)))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def context(chart: Chart, vocabulary: Vocabulary) -> list[str]:
    """The facts the company declared, most decisive first, then what units say otherwise; judgements are kept
    back."""
    return [*declared(chart.head.answers, vocabulary), *of_units(chart, vocabulary)]


def context_at(chart: Chart, vocabulary: Vocabulary, box: str | None) -> list[str]:
    """What holds for a branch: in a unit the facts declared there, the unit named with the first."""
    split = split_of(chart, vocabulary)
    unit = split.owner(box) if box in chart.boxes and split.units and box is not None else None
    if unit is None:
        return context(chart, vocabulary)
    first, *rest = [*_of_unit(declared(split.head(unit).answers, vocabulary)), ""]
    title = unit_title(chart.boxes[unit], vocabulary)
    return [_("In {unit}: {said}").format(unit=title, said=first), *rest[:-1]] if first else []


def of_units(chart: Chart, vocabulary: Vocabulary) -> Iterator[str]:
    """One entry a unit: where it is, and what it says otherwise than the context it stands in."""
    split = split_of(chart, vocabulary)
    for unit in tree.walk(chart) if split.units else ():
        if unit in split.units and (words := ", ".join(differing(split, unit, vocabulary))):
            outer, title = around(split, unit), unit_title(chart.boxes[unit], vocabulary)
            if outer:
                named = unit_title(chart.boxes[outer], vocabulary)
                title = _("{unit} in {outer}").format(unit=title, outer=named)
            yield f"{title}: {words}"


def differing(split: Split, unit: str, vocabulary: Vocabulary) -> list[str]:
    """What a unit says otherwise than the context it stands in."""
    outside = split.head(around(split, unit)).answers
    own = own_answers(split.chart.boxes[unit], split.keys)
    return _of_unit(
        declared({key: said for key, said in own.items() if outside.get(key) != said}, vocabulary)
    )


def around(split: Split, unit: str) -> str | None:
    """The unit in whose context another one stands; None = the company's."""
    manager = split.chart.boxes[unit].reports_to
    return split.owner(manager) if manager else None


def split_of(chart: Chart, vocabulary: Vocabulary) -> Split:
    """A chart with its units."""
    keys = vocabulary.context_keys
    return Split(chart, units_of(chart, keys), keys)


def own_context(box: Box, vocabulary: Vocabulary) -> list[str] | None:
    """What a unit says of its own context; None = the box is no unit."""
    own = own_answers(box, vocabulary.context_keys)
    return _of_unit(declared(own, vocabulary)) if own else None


def _of_unit(said: list[str]) -> list[str]:
    """What packs say of the company, said of a unit."""
    return [words.replace("the company ", "it ").removeprefix("company ") for words in said]


def unit_title(box: Box, vocabulary: Vocabulary) -> str:
    """What a unit is called."""
    function = vocabulary.functions.get(box.function)
    return box.title or (function.title if function else _("Untitled"))


def declared(answers: Answers, vocabulary: Vocabulary) -> list[str]:
    """Answers about the company in words, most decisive first, without judgements and what is unknown."""
    said: list[tuple[int, str]] = []
    for key, question in vocabulary.of_company.items():
        answer = answers.get(key)
        if answer is None or key == RATIONALE or question.judgement or answer.is_unknown:
            continue
        words = question.denies if answer.value == NO and question.denies else question.says
        if words:
            value = question.choice_text(answer.value)
            said.append((question.rank, words.replace("{value}", value[:1].lower() + value[1:])))
    return [words for _rank, words in sorted(said, key=lambda pair: pair[0])]
