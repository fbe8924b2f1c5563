"""The case for and against one form of placement: sides, voices, conditions. No widgets here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgsketch.resources import N_, _
from orgsketch.ui.spoken import holds

if TYPE_CHECKING:
    from orgsketch.rules.situation import Situation
    from orgsketch.rules.stances import FormStances, Stance
    from orgsketch.vocabulary import Vocabulary

NOT_HERE = "not_here"
HEADINGS = {
    "for": N_("For"),
    "against": N_("Against"),
    "depends": N_("Depends on a fact"),
    "silent": N_("Silent"),
    NOT_HERE: N_("Not for your case"),
}
EMPTY = {
    "for": N_("No voice wants this, as things are known."),
    "against": N_("No voice argues against it, as things are known."),
    "depends": N_("Nothing is left open."),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One heading with the voices below it, in the order they are to be read."""

    kind: str
    stances: tuple[Stance, ...]

    @property
    def title(self) -> str:
        """The heading."""
        return _(HEADINGS[self.kind])


def sides(of: FormStances, authors_only: bool = False) -> tuple[Side, ...]:
    """The voices on a form by where they stand; what is not for this case comes last, if there is any."""
    heard = of.authors if authors_only else of.stances
    found: dict[str, list[Stance]] = {kind: [] for kind in HEADINGS}
    for stance in heard:
        found[_kind(stance)].append(stance)
    return tuple(Side(kind, tuple(stances)) for kind, stances in found.items() if stances or kind in EMPTY)


def _kind(stance: Stance) -> str:
    return NOT_HERE if stance.stance == "silent" and stance.holds == "no" else stance.stance


def condition(stance: Stance) -> str:
    """The condition of a claim and whether it holds here: "the leader has a vision: not known"."""
    if not stance.condition:
        return ""
    said = {"yes": _("yes"), "no": _("no")}.get(stance.holds, holds("unknown"))
    return f"{stance.condition}: {said}"


def notes(stance: Stance, words: Vocabulary) -> Iterator[str]:
    """What a reader should know about the voice: the kind of evidence, an earlier view, a possible double."""
    kind = words.evidence.get(stance.voice.evidence)
    if kind:
        yield kind.title
    if stance.claim and stance.claim.note:
        yield stance.claim.note
    if stance.may_be in words.voices:
        yield _("may be {name} again").format(name=words.voices[stance.may_be].name)


def open_fact(stance: Stance, situation: Situation) -> tuple[str, str | None] | None:
    """The first fact an open claim waits for that somebody can be asked, and what it is about."""
    from orgsketch.rules.tables import value_of

    if stance.holds != "unknown" or stance.claim is None:
        return None
    for name in _facts_behind(stance, situation):
        is_asked = name in situation.book.words.questions and name not in stance.claim.silent
        if is_asked and value_of(situation.facts, name) is None and situation.can_be_said(name):
            return name, situation.place(name)
    return None


def _facts_behind(stance: Stance, situation: Situation) -> Iterator[str]:
    """The facts that a claim's conditions read, those behind derived ones in their stead."""
    from orgsketch.rules.tables import names

    derived = {entry.fact: entry for entry in situation.guides.derived}
    waiting = [name for case in stance.claim.cases for name in names(case.when)] if stance.claim else []
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        entry = derived.get(name)
        if entry is None:
            yield name
        else:
            rows = (part for row in entry.table for part in names(row.when))
            waiting += [*filter(None, (entry.of, entry.over)), *rows]


def thread_note(stances: Sequence[Stance], words: Vocabulary) -> str:
    """Where most of the voices come from."""
    if not stances:
        return ""
    by_article = Counter(stance.voice.article for stance in stances)
    article, count = by_article.most_common(1)[0]
    title = words.articles[article].title if article in words.articles else article
    text = _("{count} of the {all} voices come from one article and its readers: {article}")
    return text.format(count=count, all=len(stances), article=title)
