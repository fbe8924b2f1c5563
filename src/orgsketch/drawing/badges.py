"""The badges of a card: what else there is to know of a seat, as small drawings with words.

They stand beside who sits there and take no room in the layout. What an answer says and who sits in several
boxes is read off the chart; which boxes wear one by their place, `rules.badges` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.drawing.declared import own_context
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary
    from orgsketch.vocabulary.records import Badge

MOST_NAMED = 2
MOST_SAID = 3
UNIT = "compass"  # the drawing of a context of its own


class Sign(NamedTuple):
    """One badge on one card: the drawing, a short text beside it ("2/3") or "", and the same in words.

    `title`: what the drawing stands for on any card.
    """

    icon: str
    text: str
    words: str
    title: str = ""


def badges(chart: Chart, box: Box, vocabulary: Vocabulary, by_place: Sequence[str] = ()) -> tuple[Sign, ...]:
    """What a box wears. `by_place`: the ids of the badges that its place gives it."""
    made = [*_said(box, vocabulary)]
    made += [
        Sign(badge.icon, "", _(badge.says), _(badge.title))
        for badge in vocabulary.badges.values()
        if badge.id in by_place and badge.icon not in {other.icon for other in made}
    ]
    return (*made, *_unit(box, vocabulary), *_seats(chart, box))


def _said(box: Box, vocabulary: Vocabulary) -> Iterator[Sign]:
    """What was answered about the box."""
    for badge in vocabulary.badges.values():
        question = vocabulary.questions.get(badge.fact)
        answer = box.answers.get(question.answer_key) if question else None
        if answer is not None and not answer.is_unknown and badge.value in ("", answer.value):
            yield _counted(badge, answer.value)


def _counted(badge: Badge, value: object) -> Sign:
    if not badge.counts:
        return Sign(badge.icon, "", _(badge.says), _(badge.title))
    said = value if isinstance(value, tuple) else (value,)
    count, of = sum(choice in said for choice in badge.counts), len(badge.counts)
    words = _(badge.says).format(count=count, all=of)
    return Sign(badge.icon, f"{count}/{of}", words, _(badge.title))


def _unit(box: Box, vocabulary: Vocabulary) -> Iterator[Sign]:
    """That a box has a context of its own."""
    said = own_context(box, vocabulary) if box.answers else None
    if said is None:
        return
    more = [_("{count} more").format(count=len(said) - MOST_SAID)] if len(said) > MOST_SAID else []
    named = ", ".join([*said[:MOST_SAID], *more])
    words = _("a context of its own: {said}").format(said=named) if said else _("a context of its own")
    yield Sign(UNIT, "", words, _("A context of its own"))


def _seats(chart: Chart, box: Box) -> Iterator[Sign]:
    """That somebody here sits elsewhere, too."""
    others = {seat: None for person in box.people for seat in chart.seats(person) if seat != box.id}
    if others:
        titles = [chart.boxes[seat].title or _("Untitled") for seat in others]
        named = ", ".join(titles[:MOST_NAMED])
        more = len(titles) - MOST_NAMED
        rest = plural(" and {count} more", " and {count} more", more) if more > 0 else ""
        words = _("also sits in {boxes}").format(boxes=named + rest)
        yield Sign("seats", str(len(titles) + 1), words, _("Seats of one person"))
