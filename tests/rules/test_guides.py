"""Every row of every decision procedure, and what no guide may do."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.errors import PackError
from orgsketch.rules.guidepack import known_facts, read_guides
from orgsketch.rules.guides import GuideBook, facts_read, rule_facts
from orgsketch.vocabulary import Vocabulary, gathered
from orgsketch.vocabulary.folders import Tables, read_built_in

PACK: Tables = read_built_in()["product-marketing"]
WORDS: Vocabulary = gathered([(PACK, False)])
CODES = tuple(rule["code"] for rule in PACK["rules"])
BOOK: GuideBook = read_guides([(PACK, False)], WORDS, CODES)

IN, OUT, PICK = "company.product_knows_market", "company.market_knows_product", "company.pick"
ANSWERS = ("yes", "mostly", "partly", "no")
SEGS, SHAKY, DED = "company.segments_known", "company.shaky_launch", "chart.dedicated"
SIZE, SEGMENT = "company.size", "company.segment"
MATURE, TRUST, SHARED = "company.dev_process_mature", "company.trust_high", "chart.shared_pmm"
SESSIONS = ("design_reviews", "product_standups", "roadmap_sessions")

INBOUND_WORSE = {IN: "no", OUT: "mostly"}
OUTBOUND_WORSE = {IN: "mostly", OUT: "no"}
TIE = {IN: "partly", OUT: "partly"}
NONE = {IN: "yes", OUT: "yes"}

Row = tuple[str, dict[str, Any], bool, dict[str, str], tuple[str, ...]]

#: guide, facts, whether it is a verdict, what it suggests, the rules it leads to
TABLES: list[Row] = [
    (
        "D01",
        INBOUND_WORSE,
        True,
        {"home": "marketing", "mandate": "inbound"},
        ("CTX101", "CTX114", "PMM203"),
    ),
    (
        "D01",
        OUTBOUND_WORSE,
        True,
        {"home": "product", "mandate": "outbound"},
        ("CTX102", "CTX114", "PMM203"),
    ),
    ("D01", TIE, False, {}, ("CTX105",)),
    ("D01", {**TIE, PICK: "inbound"}, True, {"home": "marketing"}, ("CTX101",)),
    ("D01", {**TIE, PICK: "outbound"}, True, {"home": "product"}, ("CTX102",)),
    ("D01", {**TIE, PICK: "unknown"}, False, {}, ("CTX105",)),
    ("D01", {**INBOUND_WORSE, PICK: "outbound"}, True, {"home": "marketing"}, ("CTX101",)),
    ("D01", NONE, False, {}, ("CTX106",)),
    *(("D01", {IN: answer}, False, {}, ("CTX104",)) for answer in ANSWERS),
    *(("D01", {OUT: answer}, False, {}, ("CTX104",)) for answer in ANSWERS),
    ("D01", {}, False, {}, ("CTX104",)),
    (
        "D02",
        {"box.responsibilities": ("winloss", "competitive", "content")},
        True,
        {"home": "marketing"},
        ("PMM206",),
    ),
    (
        "D02",
        {"box.responsibilities": ("positioning", "content", "winloss")},
        True,
        {"home": "product"},
        ("PMM207",),
    ),
    ("D02", {"box.responsibilities": ("positioning", "winloss")}, False, {}, ()),
    ("D02", {"box.responsibilities": ()}, False, {}, ()),
    ("D02", {"box.responsibilities": ("battlecards",)}, True, {"home": "marketing"}, ()),
    ("D02", {"box.responsibilities": ("enablement",)}, True, {"home": "product"}, ()),
    ("D02", {}, False, {}, ()),
    ("D03", {SEGMENT: "consumer"}, False, {"tends_to": "product"}, ("CTX107",)),
    ("D03", {SEGMENT: "b2b"}, False, {"tends_to": "marketing"}, ("CTX108",)),
    *(("D03", {SEGMENT: segment}, False, {}, ()) for segment in ("both", "other", "unknown")),
    ("D03", {SEGMENT: "consumer", "company.close_to_users": "no"}, False, {}, ("CTX115",)),
    ("D03", {SEGMENT: "consumer", "company.analytics": "no"}, False, {}, ("CTX115",)),
    ("D03", {SEGMENT: "consumer", "company.experimentation": "yes"}, False, {"tends_to": "product"}, ()),
    (
        "D03",
        {
            SEGMENT: "b2b",
            "company.stakeholders": "no",
            "company.long_cycles": "no",
            "company.procurement": "no",
        },
        False,
        {},
        ("CTX116",),
    ),
    ("D03", {SEGMENT: "b2b", "company.stakeholders": "no"}, False, {"tends_to": "marketing"}, ()),
    ("D04", {SEGMENT: "consumer", **INBOUND_WORSE}, True, {"home": "marketing"}, ("CTX110",)),
    ("D04", {SEGMENT: "consumer", **OUTBOUND_WORSE}, True, {"home": "product"}, ()),
    *(("D04", {SEGMENT: "consumer", **rest}, False, {"tends_to": "product"}, ()) for rest in (TIE, NONE, {})),
    ("D04", {SEGMENT: "b2b", **INBOUND_WORSE}, True, {"home": "marketing"}, ()),
    ("D04", {SEGMENT: "b2b", **OUTBOUND_WORSE}, True, {"home": "product"}, ("CTX110",)),
    *(("D04", {SEGMENT: "b2b", **rest}, False, {"tends_to": "marketing"}, ()) for rest in (TIE, NONE, {})),
    *(
        ("D04", {SEGMENT: seg, **INBOUND_WORSE}, True, {"home": "marketing"}, ())
        for seg in ("both", "unknown")
    ),
    *(
        ("D04", {SEGMENT: seg, **OUTBOUND_WORSE}, True, {"home": "product"}, ())
        for seg in ("other", "unknown")
    ),
    *(("D04", {SEGMENT: "both", **rest}, False, {}, ()) for rest in (TIE, NONE, {})),
    ("D05", {**INBOUND_WORSE, "box.mandate": "outbound"}, True, {}, ("PMM203",)),
    ("D05", {**INBOUND_WORSE, "box.mandate": "none"}, True, {}, ("PMM203",)),
    *(
        (
            "D05",
            {**INBOUND_WORSE, "box.mandate": mandate, "box.embedded": "yes", "box.close_to_market": "yes"},
            True,
            {},
            ("CTX109", "HON103"),
        )
        for mandate in ("inbound", "both")
    ),
    ("D05", {**INBOUND_WORSE, "box.mandate": "inbound", "box.embedded": "no"}, True, {}, ()),
    ("D05", {**INBOUND_WORSE, "box.mandate": "inbound", "box.close_to_market": "no"}, True, {}, ()),
    ("D05", {**INBOUND_WORSE, "box.mandate": "inbound", "box.embedded": "yes"}, False, {}, ()),
    ("D05", INBOUND_WORSE, False, {}, ()),
    ("D05", {**TIE, "box.mandate": "inbound"}, False, {}, ()),
    ("D05", {**NONE, "box.mandate": "both"}, False, {}, ()),
    ("D05", {"box.mandate": "both"}, False, {}, ()),
    *(
        ("D06", {DED: "no", SIZE: size}, True, {"owner": "marketing"}, ("PMM105",))
        for size in ("small", "growing", None)
    ),
    *(
        ("D06", {DED: "yes", SIZE: size}, True, {"owner": "product"}, ("PMM103",))
        for size in ("small", "growing", None)
    ),
    *(("D06", {DED: ded, SIZE: "big"}, False, {}, ("PMM116",)) for ded in ("yes", "no", "part_time", None)),
    ("D06", {DED: "part_time", SIZE: "small"}, True, {"owner": "marketing"}, ()),
    ("D06", {SIZE: "small"}, False, {}, ("ROL101",)),
    ("D06", {}, False, {}, ("ROL101",)),
    ("D07", {"leader.product_knowledge": "no"}, True, {}, ()),
    ("D07", {"leader.volume_driven": "yes"}, True, {}, ()),
    ("D07", {"LDR105": "yes"}, True, {}, ()),
    (
        "D07",
        {"leader.product_knowledge": "yes", "leader.volume_driven": "no", "LDR105": "no"},
        True,
        {},
        ("LDR104", "OBJ105"),
    ),
    ("D07", {"leader.product_knowledge": "yes", "LDR105": "no"}, False, {}, ()),
    ("D08", {"chart.responsibilities": ("positioning", "personas", "gtm")}, True, {}, ()),
    ("D08", {"chart.responsibilities": ("value", "personas", "gtm")}, True, {}, ()),
    ("D08", {"chart.responsibilities": ("positioning", "gtm")}, True, {}, ("MKT110",)),
    ("D08", {"chart.responsibilities": ()}, True, {}, ("MKT110",)),
    ("D08", {}, False, {}, ()),
    *(
        row
        for ded in ("no", "part_time")
        for row in (
            ("D09", {DED: ded, SEGS: "no", SHAKY: "yes"}, True, {"severity": "major"}, ("GRW101",)),
            ("D09", {DED: ded, SEGS: "no", SHAKY: "no"}, True, {"severity": "minor"}, ("GRW101",)),
            ("D09", {DED: ded, SEGS: "yes", SHAKY: "yes"}, True, {"severity": "minor"}, ("GRW101",)),
            ("D09", {DED: ded, SEGS: "yes", SHAKY: "no", "chart.core_owned": "yes"}, True, {}, ("GRW105",)),
            ("D09", {DED: ded, SEGS: "yes", SHAKY: "no", "chart.core_owned": "no"}, True, {}, ("PMM115",)),
            ("D09", {DED: ded, SEGS: "yes", SHAKY: "no"}, False, {}, ()),
            ("D09", {DED: ded, SHAKY: "yes"}, True, {"severity": "minor"}, ("GRW101",)),
            ("D09", {DED: ded, SHAKY: "no"}, False, {}, ()),
            ("D09", {DED: ded}, False, {}, ()),
            ("D09", {DED: ded, SEGS: "no"}, True, {"severity": "minor"}, ("GRW101",)),
            ("D09", {DED: ded, SEGS: "yes"}, False, {}, ()),
        )
    ),
    ("D09", {SEGS: "no", SHAKY: "yes"}, False, {}, ()),
    ("D09", {DED: "yes", SEGS: "no", SHAKY: "no"}, True, {}, ("OBJ107",)),
    ("D09", {DED: "yes", SEGS: "no"}, True, {}, ("OBJ107",)),
    ("D09", {DED: "yes", SEGS: "yes", SHAKY: "yes"}, True, {}, ("LCH104",)),
    ("D09", {DED: "yes", SHAKY: "yes"}, True, {}, ("LCH104",)),
    ("D09", {DED: "yes", SEGS: "no", SHAKY: "yes"}, True, {}, ("OBJ107", "LCH104")),
    ("D09", {DED: "yes", SEGS: "yes", SHAKY: "no"}, True, {}, ()),
    ("D09", {DED: "yes", SEGS: "yes"}, False, {}, ()),
    ("D09", {DED: "yes"}, False, {}, ()),
    ("D10", {DED: "yes", "chart.product_management_staffed": "no"}, True, {}, ("GRW102",)),
    ("D10", {DED: "yes", "chart.marketing_staffed": "no"}, True, {}, ("GRW102",)),
    (
        "D10",
        {DED: "yes", "chart.product_management_staffed": "yes", "chart.marketing_staffed": "yes"},
        True,
        {},
        (),
    ),
    ("D10", {DED: "no"}, False, {}, ()),
    ("D10", {DED: "yes"}, False, {}, ()),
    ("D11", {"chart.heads": 1, "box.products_covered": 1}, True, {}, ()),
    ("D11", {"chart.heads": 2, "box.products_covered": 1}, True, {}, ()),
    ("D11", {"chart.heads": 1, "box.products_covered": 2}, True, {"severity": "minor"}, ("CAP101",)),
    ("D11", {"chart.heads": 1.5, "box.products_covered": 4}, True, {"severity": "minor"}, ("CAP101",)),
    ("D11", {"chart.heads": 0.5, "box.products_covered": 1}, True, {"severity": "minor"}, ("CAP101",)),
    ("D11", {"chart.heads": 1, "box.products_covered": 3}, True, {"severity": "major"}, ("CAP101",)),
    ("D11", {"chart.heads": 1}, False, {}, ()),
    ("D11", {"chart.heads": 0, "box.products_covered": 3}, False, {}, ()),
    ("D12", {"company.framework": "pragmatic"}, False, {}, ()),
    ("D12", {"company.framework": "blackblot"}, False, {}, ()),
    ("D12", {}, False, {}, ()),
    ("D13", {"company.framework": "blackblot"}, False, {}, ()),
    ("D13", {"company.framework": "pragmatic"}, False, {}, ()),
    ("D14", {"FWK105": "yes", "BLD106": "no", "BLD109": "no"}, True, {"people": "two"}, ()),
    (
        "D14",
        {"FWK105": "no", "BLD106": "no", "BLD109": "no", "guide.roles_growing": "yes"},
        True,
        {"people": "two"},
        (),
    ),
    ("D14", {"FWK105": "no", "BLD106": "yes", "BLD109": "no"}, True, {"people": "one"}, ()),
    ("D14", {"FWK105": "no", "BLD106": "no", "BLD109": "yes"}, True, {"people": "one"}, ()),
    ("D14", {"FWK105": "yes", "BLD106": "yes", "BLD109": "no"}, False, {}, ()),
    ("D14", {"FWK105": "no", "BLD106": "no", "BLD109": "no"}, False, {}, ()),
    ("D14", {}, False, {}, ()),
    ("D15", {MATURE: "yes", TRUST: "yes", SHARED: "same_team"}, True, {}, ("BLD105",)),
    ("D15", {MATURE: "yes", TRUST: "yes", SHARED: "none"}, True, {}, ("BLD101",)),
    *(("D15", {MATURE: "no", SHARED: shared}, True, {}, ("BLD104",)) for shared in ("same_team", "none")),
    ("D15", {MATURE: "yes", TRUST: "no", SHARED: "same_team"}, True, {}, ("BLD104",)),
    ("D15", {MATURE: "yes", SHARED: "same_team"}, False, {}, ("BLD104",)),
    ("D15", {TRUST: "yes", SHARED: "none"}, False, {}, ("BLD104",)),
    ("D15", {SHARED: "elsewhere"}, True, {}, ("BLD107",)),
    ("D15", {MATURE: "yes", TRUST: "yes", SHARED: "elsewhere"}, True, {}, ("BLD107",)),
    ("D15", {MATURE: "no", SHARED: "elsewhere"}, True, {}, ("BLD104", "BLD107")),
    ("D16", {"HON102": "no"}, False, {}, ()),
    ("D16", {"HON102": "yes"}, False, {}, ()),
    *(
        ("D17", {"guide.first_home": first, "guide.second_home": second}, True, {"ranked_first": "first"}, ())
        for first, second in itertools.combinations(("product_group", "marketing", "development"), 2)
    ),
    *(
        (
            "D17",
            {"guide.first_home": first, "guide.second_home": second},
            True,
            {"ranked_first": "second"},
            (),
        )
        for second, first in itertools.combinations(("product_group", "marketing", "development"), 2)
    ),
    *(
        ("D17", {"guide.first_home": home, "guide.second_home": home}, False, {}, ())
        for home in ("product_group", "marketing", "development")
    ),
    ("D17", {"guide.first_home": "own", "guide.second_home": "development"}, False, {}, ()),
    ("D17", {"guide.first_home": "marketing", "guide.second_home": "sales"}, False, {}, ()),
    ("D17", {"guide.first_home": "marketing"}, False, {}, ()),
    ("D18", {"MKT105": "no", "MKT106": "no"}, True, {}, ()),
    ("D18", {"MKT105": "yes"}, True, {}, ("MKT105", "MKT106")),
    ("D18", {"MKT106": "yes"}, True, {}, ("MKT105", "MKT106")),
    ("D18", {"MKT105": "no"}, False, {}, ()),
    ("D19", {"company.goal": "voice"}, True, {"home": "product"}, ("PMM117",)),
    ("D19", {"company.goal": "value"}, True, {"home": "product"}, ("PMM117",)),
    *(("D19", {"company.goal": goal}, False, {}, ()) for goal in ("leads", "other", None)),
    ("D20", INBOUND_WORSE, False, {}, ()),
    ("D21", OUTBOUND_WORSE, False, {}, ()),
    (
        "D22",
        {"chart.development_line": "yes", "leader.background": "dev", "DEV103": "yes"},
        True,
        {},
        ("DEV103",),
    ),
    (
        "D22",
        {"chart.development_line": "yes", "leader.background": "dev", "DEV106": "yes"},
        True,
        {},
        ("DEV106",),
    ),
    ("D22", {"chart.development_line": "yes", "DEV103": "no", "DEV106": "no"}, True, {}, ("DEV102",)),
    ("D22", {"chart.development_line": "no", "DEV103": "no", "DEV106": "yes"}, True, {}, ("DEV102",)),
    ("D22", {"chart.development_line": "no", "DEV103": "no", "DEV106": "no"}, True, {}, ()),
    ("D22", {"chart.development_line": "no", "DEV103": "no"}, False, {}, ()),
    ("D23", {"ROL102": "yes"}, False, {}, ("ROL102", "PMM204")),
    ("D23", {"PMM204": "yes", "ROL102": "no"}, False, {}, ("ROL102", "PMM204")),
    ("D23", {"PMM204": "no", "ROL102": "no"}, True, {}, ()),
    ("D24", {}, False, {}, ("HON102",)),
    *(("D25", {SIZE: size}, False, {}, ()) for size in ("small", "growing", "big", None)),
    ("D26", {"guide.gaps": ("marketing",)}, True, {"mandate": "outbound"}, ()),
    ("D26", {"guide.gaps": ("product",)}, True, {"mandate": "inbound"}, ()),
    ("D26", {"guide.gaps": ("sales",)}, True, {"mandate": "outbound"}, ()),
    ("D26", {"guide.gaps": ("marketing", "sales")}, False, {}, ("PMM210",)),
    ("D26", {"guide.gaps": ()}, False, {}, ()),
    ("D27", {"box.presence": ()}, True, {}, ("EMB101",)),
    ("D27", {"box.presence": ("launch_prep",)}, True, {}, ("EMB101", "EMB102")),
    *(("D27", {"box.presence": (one,)}, True, {}, ("EMB105",)) for one in SESSIONS),
    ("D27", {"box.presence": ("design_reviews", "roadmap_sessions", "launch_prep")}, True, {}, ("EMB105",)),
    ("D27", {"box.presence": SESSIONS}, True, {}, ("EMB103",)),
    ("D27", {"box.presence": (*SESSIONS, "launch_prep")}, True, {}, ("EMB103",)),
    ("D27", {}, False, {}, ("EMB104",)),
    ("D28", {"HON102": "yes"}, False, {}, ()),
    ("D28", {"HON102": "no"}, False, {}, ()),
    ("D29", {"guide.same_context": "no"}, False, {}, ()),
    ("D29", {"guide.same_context": "yes"}, False, {}, ()),
]


@pytest.mark.parametrize(
    ("guide", "facts", "is_verdict", "suggests", "rules"),
    TABLES,
    ids=[f"{row[0]}-{index}" for index, row in enumerate(TABLES)],
)
def test_each_row_of_each_table(
    guide: str, facts: dict[str, Any], is_verdict: bool, suggests: dict[str, str], rules: tuple[str, ...]
) -> None:
    answer = BOOK.answer(guide, facts)
    assert answer.is_verdict is is_verdict
    assert answer.suggests.items() >= suggests.items()
    assert is_verdict or "home" not in answer.suggests
    assert set(answer.rules) >= set(rules)


def test_every_row_of_the_data_is_tried() -> None:
    tried = {(guide, BOOK.answer(guide, facts).output) for guide, facts, *_ in TABLES}
    told = {(guide.id, row.output) for guide in BOOK.guide for row in guide.rows}
    assert told <= tried


def test_there_are_29_guides_with_source_and_caveat() -> None:
    assert list(BOOK.guides) == [f"D{number:02}" for number in range(1, 30)]
    for guide in BOOK.guide:
        answer = BOOK.answer(guide.id, {})
        assert answer.output
        assert answer.caveat
        assert answer.quote == guide.source.quote
        assert answer.always == ("HON101",)


@pytest.mark.parametrize("guide", BOOK.guides)
def test_nothing_known_is_no_verdict(guide: str) -> None:
    answer = BOOK.answer(guide, {})
    assert not answer.is_verdict
    assert not answer.suggests
    assert all(line.holds is not True for line in answer.items)
    assert set(answer.asks) <= BOOK.askable


ALL_FACTS = sorted({name for name, _ in facts_read(BOOK)} - {entry.fact for entry in BOOK.derived})


def _values(fact: str) -> list[Any]:
    if fact in CODES:
        return ["yes", "no"]
    asked = WORDS.questions.get(fact) or next((entry for entry in BOOK.fact if entry.fact == fact), None)
    assert asked is not None, fact
    choices = [choice.value for choice in asked.choices]
    if asked.kind == "set":
        return [(), *((value,) for value in choices), tuple(choices)]
    if asked.kind == "number":
        return [0, 0.5, 1, 2, 3, 7]
    return choices or ["yes", "no"]


FACTS = st.fixed_dictionaries({}, optional={fact: st.sampled_from(_values(fact)) for fact in ALL_FACTS})


@given(FACTS, st.sampled_from(list(BOOK.guides)), st.data())
def test_what_a_verdict_rests_on_is_known(facts: dict[str, Any], guide: str, data: st.DataObject) -> None:
    """However the unknowns are answered, a place once suggested is never turned into its opposite."""
    before = BOOK.answer(guide, facts)
    missing = [fact for fact in BOOK.guides[guide].reads if fact not in facts and fact not in (PICK,)]
    completed = {**facts, **{fact: data.draw(st.sampled_from(_values(fact))) for fact in missing}}
    after = BOOK.answer(guide, completed)
    if before.is_verdict and after.is_verdict and "home" in before.suggests:
        assert after.suggests.get("home", before.suggests["home"]) == before.suggests["home"]


@given(FACTS, st.sampled_from(list(BOOK.guides)))
def test_a_guide_is_a_pure_function_of_its_facts(facts: dict[str, Any], guide: str) -> None:
    kept = dict(facts)
    assert BOOK.answer(guide, facts) == BOOK.answer(guide, facts)
    assert facts == kept


def test_an_explicit_unknown_is_not_known() -> None:
    assert BOOK.answer("D01", {IN: "unknown", OUT: "no"}) == BOOK.answer("D01", {OUT: "no"})


def test_the_flip_is_named_while_one_answer_is_missing() -> None:
    answer = BOOK.answer("D01", {IN: "partly"})
    assert answer.asks == (OUT,)
    assert "Product, if the second answer is “No”" in answer.output


@pytest.mark.parametrize(("known", "asked"), [(IN, OUT), (OUT, IN)])
@pytest.mark.parametrize("given_answer", ANSWERS)
@pytest.mark.parametrize("other", ANSWERS)
def test_the_flip_says_what_then_happens(known: str, asked: str, given_answer: str, other: str) -> None:
    """The sentence about the missing answer names each case that the full table then gives."""
    sentence = BOOK.answer("D01", {known: given_answer}).output
    home = BOOK.answer("D01", {known: given_answer, asked: other}).suggests.get("home", "")
    assert home in sentence.lower()


def test_self_check_repeats_what_is_unmet_unknown_first() -> None:
    states = rule_facts(CODES, firing={"HON102", "UNI104", "UNI110"}, waiting={"OBJ104"})
    lines = BOOK.answer("D28", {**states, "leader.vision": "yes"}).items
    assert [line.holds for line in lines] == sorted(
        (line.holds for line in lines), key=lambda held: held is False
    )
    unmet = {line.item.text for line in lines if line.holds is False}
    assert unmet == {
        "Both are in one department",
        "One leader below the top leads both",
        "They share an objective",
    }
    assert "Their targets are clear" in {line.item.text for line in lines if line.holds is None}
    assert all(line.item.cure for line in lines)


def test_union_test_reads_the_chart_line_by_line() -> None:
    states = rule_facts(CODES, firing={"HON102", "UNI103"}, waiting=())
    held = {line.item.text: line.holds for line in BOOK.answer("D16", states).items}
    assert held["Both are in one department"] is True
    assert held["That leader has a vision and sets the goals"] is None
    assert held["Neither is under development"] is True


def test_lists_of_conditions_name_their_voice() -> None:
    for guide in ("D20", "D21"):
        assert all(line.item.source for line in BOOK.answer(guide, {}).items)
    held = [
        line.holds
        for line in BOOK.answer("D20", {**INBOUND_WORSE, DED: "part_time", "box.big_m": "no"}).items
    ]
    assert held.count(True) == 2
    assert held.count(False) == 1


def test_first_product_marketer_off_the_main_product() -> None:
    facts = {"chart.heads": 1, "company.products": 2, "box.focus_on_main": "no", "box.products_covered": 1}
    held = {line.item.rules[0]: line.holds for line in BOOK.answer("D11", facts).items}
    assert held == {"CAP102": False, "CAP103": True, "BLD103": False}


def test_an_unknown_guide_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        BOOK.answer("D30", {})


# --- the data ---------------------------------------------------------------------------------------------


def test_every_fact_and_rule_named_exists() -> None:
    known = known_facts(BOOK, WORDS, CODES)
    assert {name for name, _ in facts_read(BOOK)} <= known
    named = {code for guide in BOOK.guide for line in (*guide.rows, *guide.items) for code in line.rules}
    assert named | {code for guide in BOOK.guide for code in guide.rules} <= set(CODES)
    for guide in BOOK.guide:
        asked = {fact for row in guide.rows for fact in row.asks}
        assert asked <= BOOK.askable


def test_every_source_is_a_voice_of_its_article() -> None:
    for guide in BOOK.guide:
        items = (item.source for item in guide.items if item.source)
        for source in (guide.source, *guide.also, *items):
            assert source.voice in WORDS.voices
            assert source.article == WORDS.voices[source.voice].article


def test_a_checked_pack_reads_like_a_trusted_one() -> None:
    assert read_guides([(PACK, True)], WORDS, CODES) == BOOK


def _broken(change: dict[str, Any]) -> Tables:
    guide = {
        "id": "X1",
        "name": "x",
        "title": "X",
        "purpose": "x",
        "caveat": "x",
        "source": {"voice": "jennifer", "quote": "x"},
    }
    return {"guides": {"guide": [{**guide, **change}]}, "rules": []}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rowz": []}, "there is no key rowz; did you mean rows?"),
        ({"rows": [{"output": "x", "when": {"company.sise": "big"}}]}, "did you mean company.size?"),
        ({"rows": [{"output": "x", "when": {"company.size": {"at_leest": 1}}}]}, "guides.toml, guide X1"),
        ({"rows": [{"when": {}}]}, "output is missing"),
        ({"title": 3}, "title"),
        ({"checklist": "D99"}, "there is no guide 'D99'"),
        ({"checklist": "X1"}, "repeats a checklist of its own"),
        ({"items": [{"text": "x", "rules": "PMM101"}]}, "rules"),
    ],
)
def test_a_wrong_guide_is_told_in_one_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PackError) as raised:
        read_guides([(_broken(change), True)], WORDS, CODES)
    assert sentence in str(raised.value)
    assert str(raised.value).startswith("guides.toml, ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("guides", [{"guide": 3}, {"guide": [3]}, {"fact": "x"}])
def test_entries_of_the_wrong_kind(guides: dict[str, Any]) -> None:
    with pytest.raises(PackError, match="write every"):
        read_guides([({"guides": guides, "rules": []}, True)], WORDS, CODES)
