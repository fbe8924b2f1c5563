"""The guides and stances of packs, read from their tables; a user's are checked first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orgsketch.errors import PackError
from orgsketch.resources import _
from orgsketch.rules.guides import (
    Derived,
    DerivedRow,
    FlowText,
    Guide,
    GuideBook,
    GuideFact,
    GuideItem,
    GuideRow,
    Seen,
    SeenRow,
    Walk,
    facts_read,
)
from orgsketch.rules.stances import STANCES, Case, Claim, Context, Form, StanceBook
from orgsketch.rules.tables import names
from orgsketch.vocabulary import Vocabulary, shape
from orgsketch.vocabulary.folders import Tables
from orgsketch.vocabulary.records import Source

Packs = Sequence[tuple[Tables, bool]]

shape.nested(table=DerivedRow, rows=GuideRow, shows=SeenRow, items=GuideItem, also=Source, cases=Case)


def read_guides(packs: Packs, vocabulary: Vocabulary, rules: Collection[str]) -> GuideBook:
    """One book of the guides of several packs (tables, and whether they must be checked).

    Raises PackError naming file, entry and key when a foreign pack's guides are in the wrong shape or
    read a fact that no question asks, no table derives and no rule is called by.
    """
    heads = [tables.get("guides", {}) for tables, _is_foreign in packs]
    facts = tuple(shape.entries(packs, "guides", "fact", GuideFact, "fact"))
    book = GuideBook(
        guide=tuple(shape.entries(packs, "guides", "guide", Guide, "id")),
        fact=facts,
        derived=tuple(shape.entries(packs, "guides", "derived", Derived, "fact")),
        seen=tuple(shape.entries(packs, "guides", "seen", Seen, "fact")),
        walk=tuple(shape.entries(packs, "guides", "walk", Walk)),
        flow=tuple(shape.entries(packs, "guides", "flow", FlowText)),
        placements=tuple(tuple(names) for head in heads for names in head.get("placements", ())),
        always=tuple(code for head in heads for code in head.get("always", ())),
        open=next((head["open"] for head in heads if head.get("open")), ""),
        classes={name: frozenset(entry.activities) for name, entry in vocabulary.classes.items()},
        askable=frozenset((*vocabulary.questions, *(entry.fact for entry in facts))),
    )
    if any(is_foreign for _tables, is_foreign in packs):
        _check_guides(book, vocabulary, rules)
    return book


def read_stances(
    packs: Packs, vocabulary: Vocabulary, guides: GuideBook, rules: Collection[str]
) -> StanceBook:
    """One book of the stances of several packs; derived facts are those of the guides.

    Raises PackError like `read_guides`, and for a voice that no source of the packs names.
    """
    book = StanceBook(
        form=tuple(shape.entries(packs, "stances", "form", Form, "id")),
        stance=tuple(shape.entries(packs, "stances", "stance", Claim, "voice")),
        context=tuple(shape.entries(packs, "stances", "context", Context, "id")),
        voices=vocabulary.voices,
        derived=guides.derived,
    )
    if any(is_foreign for _tables, is_foreign in packs):
        _check_stances(book, known_facts(guides, vocabulary, rules))
    return book


def known_facts(book: GuideBook, vocabulary: Vocabulary, rules: Collection[str]) -> set[str]:
    """Every name a condition of guides or stances may use."""
    own = (*(entry.fact for entry in book.fact), *(entry.fact for entry in book.derived))
    return {*vocabulary.questions, *own, *rules}


def _check_guides(book: GuideBook, vocabulary: Vocabulary, rules: Collection[str]) -> None:
    known = known_facts(book, vocabulary, rules)
    for fact, reader in facts_read(book):
        shape.check_name(fact, known, f"guides.toml, {reader}", "fact")
    for guide in book.guide:
        if guide.checklist:
            shape.check_name(guide.checklist, book.guides, f"guides.toml, {guide.id}", "guide")
        if guide.checklist and book.guides[guide.checklist].checklist:
            raise PackError(
                _("guides.toml, {id}: {checklist} repeats a checklist of its own.").format(
                    id=guide.id, checklist=guide.checklist
                )
            )


def _check_stances(book: StanceBook, known: Collection[str]) -> None:
    forms = {form.id for form in book.form}
    for claim in book.stance:
        place = f"stances.toml, {claim.voice}"
        shape.check_name(claim.voice, book.voices, place, "voice")
        for form in claim.forms:
            shape.check_name(form, forms, place, "form")
        for stance in (claim.stance, claim.otherwise, *(case.stance for case in claim.cases)):
            shape.check_name(stance, STANCES, place, "stance")
        for fact in (name for case in claim.cases for name in names(case.when)):
            shape.check_name(fact, known, place, "fact")
