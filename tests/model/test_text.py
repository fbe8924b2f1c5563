"""Text is cleaned on its way in, once and for all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.model.text import MAX_LINE, MAX_NOTES, clean_line, clean_notes, flaw

hostile = st.text(
    st.characters() | st.sampled_from("\r\n\t\0\x0b\x85\u2028\u202e\u0301\ud800\ufffe e\u0041\u030a")
)


@given(hostile | hostile.map(lambda text: text * 300))
def test_a_cleaned_line_is_clean(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert flaw(line) == ""
    assert len(line) <= MAX_LINE
    assert line == line.strip()
    assert not set("\t\n\r") & set(line)


@given(hostile | hostile.map(lambda text: text * 3_000))
def test_cleaned_notes_are_clean(text: str) -> None:
    notes = clean_notes(text)
    assert clean_notes(notes) == notes
    assert flaw(notes) == ""
    assert len(notes) <= MAX_NOTES


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Product \t Marketing\r\n", "Product Marketing"),
        ("R&D <b>lab</b>", "R&D <b>lab</b>"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("e\0\u0301", "\u00e9"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("first\x0bsecond", "first second"),
        ("\u202a", ""),
        ("שלום", "שלום"),
        ("👩‍💻", "👩‍💻"),
    ],
)
def test_a_line(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_notes_keep_their_lines() -> None:
    assert clean_notes("one\r\ntwo\rthree\x0bfour\u2028five\tsix") == "one\ntwo\nthree\nfour\nfive\tsix"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a\0b", "holds the control character U+0000 at position 2"),
        ("\u202e", "holds the control character U+202E at position 1"),
        ("e\u0301", "is not in the Unicode form NFC"),
        ("é", ""),
    ],
)
def test_what_is_wrong_with_a_text(text: str, wrong: str) -> None:
    assert flaw(text) == wrong
