"""The glossary: short terms, in order, each reference resolved."""

from __future__ import annotations

from typing import Any

import pytest

from orgsketch import vocabulary
from orgsketch.errors import PackError
from orgsketch.vocabulary.folders import Tables, read_built_in
from orgsketch.vocabulary.glossary import Term, glossary, glossary_of

PACK: Tables = read_built_in()["product-marketing"]
TERMS = glossary(("product-marketing",))
WORDS = vocabulary.load(("product-marketing",))


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_a_term_is_short_and_leads_somewhere(term: Term) -> None:
    assert term.title
    assert 20 <= len(term.text) <= 400
    assert term.id not in term.see
    assert set(term.see) <= set(TERMS)
    if term.source:
        assert WORDS.voices[term.source.voice].article == term.source.article


def test_terms_stand_in_the_order_of_their_titles() -> None:
    titles = [term.title.casefold() for term in TERMS.values()]
    assert titles == sorted(titles)
    assert len(set(titles)) == len(titles) == len(PACK["glossary"]["term"])


def test_a_checked_pack_reads_like_a_trusted_one() -> None:
    assert glossary_of([(PACK, True)]) == TERMS


def test_the_later_pack_counts() -> None:
    own: Tables = {"pack": {"id": "own", "title": "Own"}, "rules": []}
    own["glossary"] = {
        "term": [{"id": "pm", "title": "PM", "text": "Post meridiem, afternoon.", "see": ["okr"]}]
    }
    assert glossary_of([(PACK, False), (own, True)])["pm"].text.startswith("Post")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"see": ["pnm"]}, "glossary.toml, term pm: there is no term 'pnm'"),
        (
            {"source": {"voice": "jenifer", "quote": "x"}},
            "there is no voice 'jenifer'; did you mean jennifer?",
        ),
        ({"source": {"voice": "jennifer"}}, "the key source.quote is missing"),
        ({"texts": "x"}, "there is no key texts; did you mean text?"),
        ({"text": None}, "text: "),
    ],
)
def test_a_wrong_term_is_told_in_one_sentence(change: dict[str, Any], sentence: str) -> None:
    entry = {"id": "pm", "title": "PM", "text": "A role.", **change}
    own: Tables = {"pack": {"id": "own", "title": "Own"}, "rules": [], "glossary": {"term": [entry]}}
    with pytest.raises(PackError) as raised:
        glossary_of([(PACK, False), (own, True)])
    assert sentence in str(raised.value)
