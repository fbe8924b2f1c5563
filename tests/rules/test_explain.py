"""Conditions in words: every head, both ways, and all of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from orgsketch.rules.blocks import Entry
from orgsketch.rules.conditions import HEADS
from orgsketch.rules.explain import LINES, MEMBERS, Explainer, explain
from orgsketch.rules.measures import MEASURES
from orgsketch.rules.nearby import RELATIVE
from orgsketch.rules.pack import Book, load_book
from orgsketch.rules.phrases import MEASURED, NEAR, TOLD
from orgsketch.rules.reads import asked, reads

BOOK: Book = load_book(("product-marketing",))


def told(condition: Any) -> str:
    """The condition in one line."""
    return Explainer(BOOK).inline(condition, 0)


def sentences(entry: Entry) -> Iterator[str]:
    """Every sentence of an entry."""
    yield entry.text
    for part in entry.parts:
        yield from sentences(part)


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ({"fact": "company.segment", "is": "b2b"}, "sells to: “Businesses", "sells to: not “Businesses"),
        (
            {"fact": "company.size", "among": ["small", "growing"]},
            "“Small” or “Growing”",
            "none of “Small” and “Growing”",
        ),
        ({"fact": "company.shaky_launch"}, "a recent launch was shaky", "no recent launch was shaky"),
        (
            {"fact": "company.shaky_launch", "is": "no"},
            "no recent launch was shaky",
            "a recent launch was shaky",
        ),
        ({"fact": "company.size", "known": True}, "there is an answer to", "there is no answer to"),
        ({"fact": "company.size", "known": False}, "there is no answer to", "there is an answer to"),
        ({"fact": "company.products", "more_than": 1}, "products sold: more than 1", "sold: at most 1"),
        ({"fact": "company.products", "at_least": 2}, "at least 2", "less than 2"),
        ({"fact": "company.products", "at_most": 2}, "at most 2", "more than 2"),
        ({"fact": "box.products_covered", "is": 1}, "covered by the box: 1", "covered by the box: not 1"),
        (
            {"fact": "company.product_knows_market", "at_least": 2},
            "knows the market: “Partly” or “No”",
            "knows the market: “Yes” or “Mostly”",
        ),
        (
            {"fact": "company.product_knows_market", "more_than": 2},
            "knows the market: “No”",
            "“Yes”, “Mostly” or “Partly”",
        ),
        (
            {"fact": "company.product_knows_market", "at_most": 0},
            "market: “Yes”",
            "“Mostly”, “Partly” or “No”",
        ),
        (
            {"fact": "box.responsibilities", "among": "inbound"},
            "the box holds “Inbound: bringing information in”",
            "not so: the box holds “Inbound",
        ),
        (
            {"fact": "box.responsibilities", "among": ["decks"]},
            "holds “Sales decks”",
            "not so: the box holds",
        ),
        (
            {"fact": "home", "is": "product"},
            "the home of the box: “Product”",
            "the home of the box: not “Product”",
        ),
        ({"fact": "embedded"}, "the box is embedded in product", "the box is not embedded in product"),
        ({"fact": "embedded", "is": "no"}, "is not embedded", "is embedded"),
        ({"fact": "is_marketing"}, "the box is “Marketing”", "not so: the box is “Marketing”"),
        ({"fact": "is_marketing", "is": "no"}, "not so: the box is “Marketing”", "the box is “Marketing”"),
        (
            {"fact": "leader.attuned", "is": "yes", "at": "manager"},
            "the manager of the box: there is a box for which this holds (the leadership of that box is",
            "the manager of the box: there is no box for which this holds (the leadership of that box is",
        ),
        ({"some": "sales"}, "sales: there is a box", "sales: there is no box"),
        ({"none": "family:sales"}, "the family Sales: there is no box", "the family Sales: there is a box"),
        ({"some": "owners:inbound"}, "holders of “Inbound: bringing", "there is no box"),
        (
            {"every": "reports", "where": {"fact": "embedded"}},
            "for each of them this holds (that box is embedded in product)",
            "or not for each of them this holds",
        ),
        ({"some": "box", "where": {"fact": "embedded"}}, "the box is embedded", "the box is not embedded"),
        (
            {"relation": ["partners", "informs"], "with": "marketing"},
            "a line joins the box with Marketing: “partners” or “informs”",
            "no line joins the box with Marketing",
        ),
        ({"relation": "any"}, "a line joins the box with any box: of any kind", "no line joins"),
        ({"relation": "serves", "direction": "from"}, "leads from the box to any box", "no line leads from"),
        ({"relation": "serves", "direction": "to"}, "leads to the box from any box", "no line leads to"),
        ({"rule": "PMM101"}, "the rule PMM101 fires: PMM in marketing", "the rule PMM101 does not fire"),
        ({"measure": "functions", "is": 1}, "functions of the box: 1", "functions of the box: not 1"),
        (
            {"measure": "share", "args": {"of": "inbound"}, "more_than": "$development_share"},
            "more than 0.5 (the setting development_share)",
            "at most 0.5",
        ),
        ({"measure": "held", "more_than": 0}, "responsibilities of the box: more than 0", "at most 0"),
        (
            {"measure": "held", "args": {"of": "inbound"}, "is": 0},
            "responsibilities of the box that are “Inbound: bringing information in”: 0",
            "not 0",
        ),
        (
            {"measure": "lateral", "args": {"kinds": ["serves"]}},
            "neither of which is above the other: serves",
            "not so: a line joins two boxes",
        ),
        (
            {"all": [{"some": "sales"}, {"some": "design"}]},
            "all of these hold (sales: there is a box; design: there is a box)",
            "at least one of these holds (sales: there is no box; design: there is no box)",
        ),
        (
            {"any": [{"some": "sales"}, {"not": {"some": "design"}}]},
            "at least one of these holds (sales: there is a box; design: there is no box)",
            "all of these hold (sales: there is no box; design: there is a box)",
        ),
        ([{"some": "sales"}], "sales: there is a box", "sales: there is no box"),
        (
            {"not": {"some": "sales"}, "says": "{box} has no one to sell"},
            "the box has no one to sell",
            "sales: there is a box",
        ),
        (
            {"some": {"of": "sales", "where": {"fact": "embedded"}, "else": "design"}},
            "sales for which: that box is embedded in product; where there is none, Design: there is a box",
            "there is no box",
        ),
        ({"some": {"any_of": ["sales", "design"]}}, "sales or Design: there is a box", "there is no box"),
        (
            {"some": {"nearest": "managers_up", "where": {"fact": "embedded"}, "then": "reports"}},
            "the direct reports of the box, seen from the nearest of the boxes above the box",
            "there is no box",
        ),
        (
            {"some": {"joined": ["serves"], "of": "sales"}},
            "sales, joined by a line: “serves”: there is a box",
            "there is no box",
        ),
    ],
)
def test_a_condition_and_its_opposite_in_words(condition: Any, yes: str, no: str) -> None:
    assert yes in told(condition)
    assert no in told({"not": condition})
    assert "says" in condition or told({"not": {"not": condition}}) == told(condition)


def test_who_is_spoken_of_changes_with_each_quantifier() -> None:
    pair = {"fact": "same_department", "with": "outer"}
    condition = {"some": "sales", "where": {"some": "design", "where": pair}}
    assert "that other box is in the same department (as seen from that box)" in told(condition)
    assert "that box is in the same department (as seen from the box)" in told(
        {"some": "sales", "where": pair}
    )


def test_every_word_a_pack_may_use_has_a_wording() -> None:
    assert set(MEASURED) == set(MEASURES)
    assert set(TOLD) <= set(MEASURES)
    assert set(NEAR) == set(RELATIVE)
    assert all(hasattr(Explainer, f"_{head}") for head in HEADS)
    assert {direction for direction, _ in LINES} == {"from", "to", "either"}
    assert {head for head, _ in MEMBERS} == {"some", "every"}


@pytest.mark.parametrize("code", BOOK.texts)
def test_every_condition_of_the_pack_is_told_without_a_word_of_data(code: str) -> None:
    text = BOOK.texts[code]
    conditions = [text.when, *(step.when for step in text.raised), *text.lowered, *text.noted]
    conditions += [entry["when"] for entry in reads(asked(text), BOOK).facts.values() if "when" in entry]
    for condition in conditions:
        for holds in (True, False):
            for sentence in sentences(Explainer(BOOK).condition(condition, holds=holds)):
                assert sentence[:1].isupper() or not sentence[:1].isalpha()
                assert not {"{", "}", "_", "$"}.intersection(sentence.replace(_settings(sentence), ""))


def _settings(sentence: str) -> str:
    return max((name for name in BOOK.words.settings if name in sentence), key=len, default="\0")


def test_a_fact_without_words_is_opened_once_only() -> None:
    """Definitions that double at every step do not grow without bound."""
    facts = {f"f{step}": {"when": {"any": [{"fact": f"f{step + 1}"}] * 2}} for step in range(25)}
    book = Book(BOOK.words, {}, {**facts, "f25": {"when": {"some": "sales"}}})
    assert len(list(sentences(explain({"fact": "f0"}, book)))) == 3


def test_what_a_rule_reads_is_found_through_definitions() -> None:
    found = reads(asked(BOOK.texts["PMM101"]), BOOK)
    assert "PMM201" in found.rules
    assert "line.nominal" in found.questions
    assert "home" in found.facts
    assert "served_pms" in found.sets


def test_an_unknown_meaning_outweighs_a_silent_one() -> None:
    silent = {"fact": "company.shaky_launch"}
    asks = {**silent, "undeclared": "unknown"}
    for conditions in ([silent, asks], [asks, silent]):
        assert reads(conditions, BOOK).questions == {"company.shaky_launch": "unknown"}
