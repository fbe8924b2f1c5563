"""The voices on the forms of a placement: the printed counts, and how disagreement is shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.errors import PackError
from orgsketch.rules.guidepack import read_guides, read_stances
from orgsketch.rules.guides import rule_facts
from orgsketch.rules.stances import AGAINST, DEPENDS, FOR, SILENT, STANCES, StanceBook, counts
from orgsketch.vocabulary import Vocabulary, gathered
from orgsketch.vocabulary.folders import Tables, read_built_in
from tests.rules.plain import voices

PACK: Tables = read_built_in()["product-marketing"]
WORDS: Vocabulary = gathered([(PACK, False)])
CODES = tuple(rule["code"] for rule in PACK["rules"])
GUIDES = read_guides([(PACK, False)], WORDS, CODES)
BOOK: StanceBook = read_stances([(PACK, False)], WORDS, GUIDES, CODES)

FORMS = "".join(form.id for form in BOOK.form)

#: for, against, depends, silent on the forms a to g: sixteen voices, then the five authors
PRINTED = {
    "X1": (
        "9/2/4/1 7/1/6/2 0/12/3/1 0/2/0/14 0/11/0/5 2/3/1/10 0/5/2/9",
        "2/0/3/0 1/1/2/1 0/3/1/1 0/0/0/5 0/3/0/2 0/2/0/3 0/1/2/2",
    ),
    "X2": (
        "10/3/2/1 8/2/5/1 1/13/2/0 0/2/0/14 0/12/0/4 2/3/1/10 1/5/0/10",
        "3/1/1/0 2/2/1/0 1/4/0/0 0/0/0/5 0/4/0/1 0/2/0/3 1/1/0/3",
    ),
    "X3": (
        "11/2/2/1 7/3/5/1 0/14/2/0 0/2/0/14 0/12/0/4 2/3/1/10 0/6/0/10",
        "4/0/1/0 1/3/1/0 0/5/0/0 0/0/0/5 0/4/0/1 0/2/0/3 0/2/0/3",
    ),
    "X4": (
        "10/2/3/1 7/2/6/1 0/13/3/0 0/2/0/14 0/12/0/4 2/3/1/10 0/5/1/10",
        "3/0/2/0 1/2/2/0 0/4/1/0 0/0/0/5 0/4/0/1 0/2/0/3 0/1/1/3",
    ),
    "X5": (
        "9/2/3/2 7/1/6/2 0/12/3/1 0/2/0/14 0/11/0/5 2/2/1/11 1/5/1/9",
        "2/0/2/1 1/1/2/1 0/3/1/1 0/0/0/5 0/3/0/2 0/1/0/4 1/1/1/2",
    ),
    "X6": (
        "12/3/0/1 13/2/0/1 3/13/0/0 0/2/0/14 0/12/0/4 2/3/1/10 1/5/0/10",
        "4/1/0/0 3/2/0/0 1/4/0/0 0/0/0/5 0/4/0/1 0/2/0/3 1/1/0/3",
    ),
    "X7": (
        "10/2/2/2 7/5/2/2 0/15/0/1 0/2/0/14 0/11/0/5 2/3/1/10 0/6/0/10",
        "3/0/1/1 1/2/1/1 0/4/0/1 0/0/0/5 0/3/0/2 0/2/0/3 0/2/0/3",
    ),
    "X8": (
        "12/2/1/1 9/2/4/1 0/13/3/0 0/2/0/14 0/12/0/4 3/3/0/10 0/5/1/10",
        "4/0/1/0 2/2/1/0 0/4/1/0 0/0/0/5 0/4/0/1 0/2/0/3 0/1/1/3",
    ),
}


def _printed(line: str) -> list[tuple[int, ...]]:
    return [tuple(int(number) for number in cell.split("/")) for cell in line.split()]


@pytest.mark.parametrize("context", BOOK.context, ids=[context.id for context in BOOK.context])
def test_the_eight_contexts_give_the_printed_counts(context: Any) -> None:
    everybody, authors = (_printed(line) for line in PRINTED[context.id])
    shown = BOOK.on(context.facts)
    assert [tuple(counts(form.stances).values()) for form in shown] == everybody
    assert [tuple(counts(form.authors).values()) for form in shown] == authors
    assert [context.voices[form] for form in FORMS] == everybody
    assert [context.authors[form] for form in FORMS] == authors


def test_sixteen_voices_on_seven_forms_five_of_them_authors() -> None:
    assert len(BOOK.context) == 8
    assert FORMS == "abcdefg"
    for form in BOOK.on({}):
        assert (len(form.stances), len(form.authors), len(form.commenters)) == (16, 5, 11)


def test_neither_the_poll_nor_the_report_nor_the_title_is_counted() -> None:
    assert {"byron_workman", "reply_6_003"}.isdisjoint(voice.id for voice in BOOK.counted)
    assert all("poll" not in claim.quote for claim in BOOK.stance)


def test_possible_duplicates_are_flagged_and_counted() -> None:
    flagged = {stance.voice.id: stance.may_be for stance in BOOK.on({})[0].stances if stance.may_be}
    assert flagged == {
        "unsigned_003_flexibility": "darayush_mitry",
        "unsigned_003_pnl": "darayush_mitry",
        "reply_4_003": "darayush_mitry",
    }


def _where(form: str, voice: str, facts: dict[str, str]) -> tuple[str, str, str]:
    shown = next(entry for entry in BOOK.on(facts) if entry.form.id == form)
    stance = next(entry for entry in shown.stances if entry.voice.id == voice)
    return stance.stance, stance.condition, stance.holds


@pytest.mark.parametrize(
    ("form", "voice", "facts", "stance", "holds"),
    [
        ("a", "jennifer", {}, FOR, ""),
        ("d", "jennifer", {}, SILENT, ""),
        ("a", "adam_kalsey", {}, DEPENDS, "unknown"),
        ("a", "adam_kalsey", {"worse_problem": "inbound"}, AGAINST, "yes"),
        ("a", "adam_kalsey", {"worse_problem": "outbound"}, FOR, "yes"),
        ("g", "adam_kalsey", {"worse_problem": "inbound"}, FOR, "yes"),
        ("a", "adam_kalsey", {"worse_problem": "tie"}, DEPENDS, "unknown"),
        ("a", "adam_kalsey", {"worse_problem": "none"}, SILENT, "no"),
        ("b", "comment_1_001", {"leader.attuned": "yes"}, FOR, "yes"),
        ("b", "comment_1_001", {"leader.attuned": "no"}, AGAINST, "yes"),
        ("c", "comment_2_001", {"chart.drives_marketers": "no"}, AGAINST, "yes"),
        ("c", "comment_2_001", {}, DEPENDS, "unknown"),
        ("a", "author_002", {"chart.dedicated": "yes"}, FOR, "yes"),
        ("a", "author_002", {"chart.dedicated": "yes", "company.size": "big"}, SILENT, "no"),
        ("b", "author_002", {}, SILENT, "unknown"),
        ("g", "author_002", {"chart.dedicated": "part_time"}, FOR, "yes"),
        ("f", "saeed", {"company.size": "small"}, SILENT, "no"),
        ("f", "saeed", {"company.size": "big"}, AGAINST, "yes"),
        ("f", "saeed", {}, AGAINST, "unknown"),
        ("a", "unsigned_003_pnl", {"leader.pnl": "no"}, SILENT, "no"),
        ("c", "david_daniels", {"box.big_m": "yes"}, FOR, "yes"),
        ("f", "reply_4_003", {"company.dev_process_mature": "yes"}, DEPENDS, "unknown"),
        ("f", "reply_4_003", {"company.dev_process_mature": "yes", "company.trust_high": "yes"}, FOR, "yes"),
        ("f", "reply_4_003", {"company.trust_high": "no"}, AGAINST, "yes"),
        ("b", "author_004", {"leader.vision": "no"}, AGAINST, "yes"),
    ],
)
def test_where_a_voice_stands(form: str, voice: str, facts: dict[str, str], stance: str, holds: str) -> None:
    found, condition, held = _where(form, voice, facts)
    assert (found, held) == (stance, holds)
    assert bool(condition) == (holds != "")


def test_the_two_answers_decide_the_worse_problem() -> None:
    answers = {"company.product_knows_market": "no", "company.market_knows_product": "mostly"}
    assert _where("c", "adam_kalsey", answers)[0] == FOR


def test_conditions_that_hold_come_first_and_those_not_for_this_case_last() -> None:
    facts = {"worse_problem": "inbound", "leader.pnl": "no"}
    for form in BOOK.on(facts):
        order = [(stance.holds, stance.stance) for stance in form.stances if stance.claim]
        ranks = [stance.rank for stance in form.stances]
        assert ranks == sorted(ranks)
        assert ("no", SILENT) not in order[:1]
    first = BOOK.on(facts)[0].stances[0]
    assert (first.voice.id, first.stance) == ("adam_kalsey", AGAINST)


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "worse_problem": st.sampled_from(["inbound", "outbound", "tie", "none"]),
        "chart.dedicated": st.sampled_from(["yes", "no", "part_time"]),
        "company.size": st.sampled_from(["small", "growing", "big"]),
        "leader.attuned": st.sampled_from(["yes", "no"]),
        "chart.drives_marketers": st.sampled_from(["yes", "no"]),
        "box.big_m": st.sampled_from(["yes", "no"]),
        "leader.vision": st.sampled_from(["yes", "no", "unknown"]),
        "leader.pnl": st.sampled_from(["yes", "no"]),
        "company.dev_process_mature": st.sampled_from(["yes", "no"]),
        "company.trust_high": st.sampled_from(["yes", "no"]),
    },
)


@given(FACTS)
def test_no_voice_is_lost_and_every_claim_is_quoted(facts: dict[str, str]) -> None:
    for form in BOOK.on(facts):
        assert sum(counts(form.stances).values()) == 16
        for stance in form.stances:
            assert stance.stance in STANCES
            assert stance.stance == SILENT or (stance.claim and stance.claim.quote)
            assert stance.stance != DEPENDS or stance.holds == "unknown"


@given(FACTS)
def test_every_voice_stands_where_the_printed_table_puts_it(facts: dict[str, str]) -> None:
    signs = {FOR: "+", AGAINST: "-", DEPENDS: "?", SILENT: "."}
    shown = {form.form.id: {s.voice.id: signs[s.stance] for s in form.stances} for form in BOOK.on(facts)}
    assert {voice.id for voice in BOOK.counted} == voices.PRINTED.keys()
    for voice in voices.PRINTED:
        assert "".join(shown[form][voice] for form in FORMS) == voices.stances(voice, facts), voice


@pytest.mark.parametrize(
    ("firing", "forms"),
    [
        ({"PMM102"}, ["a"]),
        ({"PMM101", "DEV109", "UNI103"}, ["b"]),
        ({"PMM101", "UNI101"}, ["c"]),
        ({"DEV101"}, ["d"]),
        ({"PMM116"}, ["e"]),
        ({"BLD109"}, ["f"]),
        ({"PMM106"}, ["g"]),
        (set(), []),
    ],
)
def test_the_form_a_chart_has(firing: set[str], forms: list[str]) -> None:
    assert [form.id for form in BOOK.seen(rule_facts(CODES, firing, ()))] == forms


def test_an_open_rule_shows_no_form() -> None:
    assert BOOK.seen(rule_facts(CODES, {"PMM101"}, {"UNI101"})) == ()


def test_every_claim_names_a_voice_of_the_article() -> None:
    for claim in BOOK.stance:
        assert WORDS.voices[claim.voice].article == claim.article
        assert set(claim.forms) <= set(FORMS)


def test_a_checked_pack_reads_like_a_trusted_one() -> None:
    assert read_stances([(PACK, True)], WORDS, GUIDES, CODES) == BOOK


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"voice": "jenifer"}, "there is no voice 'jenifer'; did you mean jennifer?"),
        ({"forms": ["z"]}, "there is no form 'z'"),
        ({"stance": "agianst"}, "did you mean against?"),
        (
            {"cases": [{"stance": "for", "condition": "x", "when": {"leader.atuned": "yes"}}]},
            "leader.attuned",
        ),
        ({"quotes": "x"}, "there is no key quotes; did you mean quote?"),
    ],
)
def test_a_wrong_stance_is_told_in_one_sentence(change: dict[str, Any], sentence: str) -> None:
    claim = {"voice": "jennifer", "forms": ["a"], "article": "x", "line": 1, "quote": "x", "stance": "for"}
    tables: Tables = {
        "stances": {"form": [{"id": "a", "name": "a", "title": "A"}], "stance": [{**claim, **change}]},
        "rules": [],
    }
    with pytest.raises(PackError) as raised:
        read_stances([(tables, True)], WORDS, GUIDES, CODES)
    assert sentence in str(raised.value)
    assert str(raised.value).startswith("stances.toml, ")
