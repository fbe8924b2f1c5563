"""Checklists: told by the rules where the chart can tell, by hand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from orgsketch import shorthand
from orgsketch.errors import PackError
from orgsketch.rules.checklists import BAD, GOOD, ChecklistBook, Item, read_checklists
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import Book, RuleText, load_book
from orgsketch.vocabulary.folders import Tables, read_built_in

PACK: Tables = read_built_in()["product-marketing"]
RULES = load_book(("product-marketing",))
BOOK: ChecklistBook = read_checklists([(PACK, False)], RULES)
ITEMS = [item for checklist in BOOK.checklists.values() for item in checklist.items]


@dataclass(frozen=True)
class Fired:
    rule: str
    state: str = "open"


@dataclass(frozen=True)
class Report:
    findings: tuple[Fired, ...] = ()


#: rules that are a plain no on a chart, and rules that wait for an answer, by kind
SILENT_FACT, ASKED_FACT = {"fact": "company.size", "is": "big"}, {"fact": "company.segment", "is": "b2b"}
SMALL_RULES = Book(
    RULES.words,
    {
        "good": RuleText("good", "g", "G", "strength", "info", {"some": "sales"}, "G"),
        "signal": RuleText("signal", "s", "S", "success_signal", "info", {"some": "sales"}, "S"),
        "bad": RuleText("bad", "b", "B", "risk", "major", {"some": "sales"}, "B"),
        "watch": RuleText("watch", "w", "W", "watch_out", "minor", {"some": "sales"}, "W"),
        "note": RuleText("note", "n", "N", "advice", "info", {"some": "sales"}, "N"),
        "good?": RuleText("good?", "go", "G", "strength", "info", ASKED_FACT, "G"),
        "bad?": RuleText("bad?", "bo", "B", "risk", "major", SILENT_FACT, "B"),
    },
)
SMALL = ChecklistBook({}, SMALL_RULES)
CHART = shorthand.read("CEO[Marketing]", RULES.words)


def _state(type_: Any, rules: str, firing: str = "", **more: Any) -> str:
    item = Item("x", type_, "X", rules=tuple(rules.split()), **more)
    report: Any = Report(tuple(map(Fired, firing.split())))
    return SMALL.state(item, report, CHART)


@pytest.mark.parametrize(
    ("type_", "rules", "firing", "state"),
    [
        ("signal", "good", "good", "holds"),
        ("signal", "signal", "signal note", "holds"),
        ("signal", "good?", "", "unknown"),
        ("signal", "good", "", "does not hold"),
        ("signal", "bad", "bad", "does not hold"),
        ("signal", "bad", "", "unknown"),
        ("signal", "good bad", "good bad", "does not hold"),
        ("signal", "good bad?", "good", "holds"),
        ("signal", "good bad", "good", "holds"),
        ("watch_for", "bad? watch", "watch", "holds"),
        ("watch_for", "bad?", "", "unknown"),
        ("watch_for", "bad", "", "does not hold"),
        ("watch_for", "good", "good", "does not hold"),
        ("watch_for", "good", "", "unknown"),
        ("watch_for", "good bad", "good bad", "holds"),
        ("watch_for", "note", "note", "unknown"),
        ("signal", "", "", "by hand"),
    ],
)
def test_what_the_chart_tells(type_: str, rules: str, firing: str, state: str) -> None:
    assert _state(type_, rules, firing) == state


def test_an_item_by_hand_stays_by_hand() -> None:
    assert _state("signal", "good", "good", by_hand=True) == "by hand"


def test_an_acceptance_that_is_stale_tells_nothing() -> None:
    item = Item("x", "watch_for", "X", rules=("bad",))
    report: Any = Report((Fired("bad", "stale"),))
    assert SMALL.state(item, report, CHART) == "does not hold"
    accepted: Any = Report((Fired("bad", "accepted"),))
    assert SMALL.state(item, accepted, CHART) == "holds"


def test_the_checklists_for_a_chart() -> None:
    report: Any = Report((Fired("PMM103"), Fired("HON101")))
    assert [checklist.id for checklist in BOOK.suited(report)] == [
        "dedicated_pmm_in_product",
        "any_placement",
    ]
    nothing: Any = Report((Fired("PMM103", "stale"),))
    assert list(BOOK.suited(nothing)) == []


@pytest.mark.parametrize(
    ("line", "item", "state"),
    [
        ("CEO[Marketing[PMM{pres=launch}] Product[PM]]", "launch-prep-only", "holds"),
        ("CEO[Marketing[PMM{pres=design}] Product[PM]]", "launch-prep-only", "does not hold"),
        ("CEO[Product[PM PMM{pres=design+standup+roadmap}]]", "in-the-sessions", "holds"),
        ("CEO[Product[PM PMM]]", "in-the-sessions", "unknown"),
        ("CEO[Product[PM PMM{pres=launch}]]", "in-the-sessions", "does not hold"),
        ("CEO[CPO{pnl=y}[PM PMM]]", "head-with-pnl", "holds"),
        ("CEO[CPO[PM PMM]]", "head-with-pnl", "unknown"),
        ("CEO[CPO{pnl=n}[PM PMM]]", "head-with-pnl", "does not hold"),
        ("CEO[Marketing{attuned=y}[PMM] Product[PM]]", "attuned-leadership", "holds"),
        ("CEO[Marketing[PMM] Product[PM]]", "attuned-leadership", "unknown"),
        ("CEO[Marketing[PMM] Product[PM]]", "products-people-love", "by hand"),
    ],
)
def test_what_a_chart_tells_of_the_pack(line: str, item: str, state: str) -> None:
    chart = shorthand.read(line, RULES.words)
    (entry,) = [entry for entry in ITEMS if entry.id == item]
    assert BOOK.state(entry, Engine(RULES).report(chart), chart) == state


@pytest.mark.parametrize("item", ITEMS, ids=[item.id for item in ITEMS])
def test_an_item_of_the_pack_can_be_told_or_is_ticked(item: Item) -> None:
    assert item.text
    assert item.source
    assert set(item.rules) <= set(RULES.texts)
    told = {RULES.texts[code].kind for code in item.rules}
    assert item.is_by_hand or told & (GOOD | BAD)


def test_ids_are_unique_and_titles_too() -> None:
    assert len({item.id for item in ITEMS}) == len(ITEMS) == 41
    assert len({checklist.title for checklist in BOOK.checklists.values()}) == len(BOOK.checklists) == 6


def test_a_checked_pack_reads_like_a_trusted_one() -> None:
    assert read_checklists([(PACK, True)], RULES) == BOOK


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rules": ["PMM101a"]}, "there is no rule 'PMM101a'; did you mean PMM101?"),
        ({"type": "sign"}, "type"),
        ({"id": "again"}, "there is another item of this name"),
        ({"texts": "x"}, "there is no key item.0.texts; did you mean text?"),
        ({"source": {"voice": "jenifer", "quote": "x"}}, "did you mean jennifer?"),
    ],
)
def test_a_wrong_checklist_is_told_in_one_sentence(change: dict[str, Any], sentence: str) -> None:
    items = [
        {"id": "x", "type": "signal", "text": "X", **change},
        {"id": "again", "type": "signal", "text": "Y"},
    ]
    tables: Tables = {"rules": [], "checklists": {"checklist": [{"id": "c", "title": "C", "item": items}]}}
    with pytest.raises(PackError) as raised:
        read_checklists([(tables, True)], RULES)
    assert sentence in str(raised.value)
    assert str(raised.value).startswith("checklists.toml, ")
