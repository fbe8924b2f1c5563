"""Text widths, wrapping and eliding, for any text there is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.drawing.graphemes import clusters
from orgsketch.drawing.metrics import ELLIPSIS, elide, elide_middle, width, wrap

STYLE = "card_title"
ROOMS = st.floats(20, 400)


def test_a_common_title_fits_the_card() -> None:
    assert 120 < width("Demand generation", STYLE) <= 127


@given(st.text(), st.text())
def test_a_width_is_never_negative_and_grows_with_the_size(one: str, other: str) -> None:
    assert 0 <= width(one, STYLE) <= width(one, STYLE) + width(other, STYLE)
    assert width(one, STYLE, 26) == pytest.approx(2 * width(one, STYLE, 13))


@given(st.text())
def test_the_clusters_make_up_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    "whole",
    ["é", "e\u0301", "👩‍👩‍👧‍👦", "🇩🇰", "👍🏽", "각", "\u1100\u1161\u11a8", "❤️", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "ก็", "בְּ"],
)
def test_what_a_reader_takes_for_one_letter_stays_whole(whole: str) -> None:
    assert clusters(f"a{whole}b") == ("a", whole, "b")
    assert all(
        whole in piece or whole[0] not in piece for piece in elided(f"A BIG BOARD {whole}{whole}{whole}")
    )


def elided(text: str) -> list[str]:
    return [elide(text, STYLE, room) for room in range(20, 200, 3)]


def test_flags_are_cut_between_countries() -> None:
    assert clusters("🇩🇰🇸🇪") == ("🇩🇰", "🇸🇪")


@given(st.text(), ROOMS)
def test_an_elided_text_fits_and_keeps_its_ends(text: str, room: float) -> None:
    end, middle = elide(text, STYLE, room), elide_middle(text, STYLE, room)
    assert width(end, STYLE) <= room
    assert width(middle, STYLE) <= room
    if width(text, STYLE) <= room:
        assert end == middle == text
    else:
        assert end.endswith(ELLIPSIS)
        head, _dots, tail = middle.partition(ELLIPSIS)
        assert text.startswith(head) or ELLIPSIS in text
        assert text.endswith(tail) or ELLIPSIS in text


@given(st.text(), ROOMS, st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, room: float, lines: int) -> None:
    widest = max((width(piece, STYLE) for piece in clusters(text)), default=0)
    every = wrap(text, STYLE, room)
    assert all(width(line, STYLE) <= max(room, widest) for line in every)
    assert "".join("".join(every).split()) == "".join(text.split())
    some = wrap(text, STYLE, room, lines)
    assert len(some) <= lines
    if len(every) <= lines:
        assert some == every


@given(st.text(alphabet="אבגדהו שלום", min_size=1), ROOMS)
def test_right_to_left_text_keeps_its_order(text: str, room: float) -> None:
    head = elide(text, STYLE, room).removesuffix(ELLIPSIS)
    assert text.startswith(head)


def test_a_title_breaks_between_words_then_elides_in_its_middle() -> None:
    title = "Product marketing and communication for the enterprise"
    assert wrap(title, STYLE, 129) == ("Product marketing", "and communication", "for the enterprise")
    assert wrap(title, STYLE, 129, 2) == ("Product marketing", "and comm…terprise")


def test_prose_is_cut_at_its_end() -> None:
    story = "Product marketing moves to sales, and nobody asks the customers any more"
    (first, last) = wrap(story, STYLE, 129, 2, cut=elide)
    assert last.endswith(ELLIPSIS)
    assert story.startswith(f"{first} {last.removesuffix(ELLIPSIS)}")


def test_east_asian_titles_break_between_letters() -> None:
    lines = wrap("製品マーケティング部門と営業部", STYLE, 60)
    assert len(lines) > 2
    assert all(width(line, STYLE) <= 60 for line in lines)


def test_a_word_too_long_is_broken_inside() -> None:
    assert len(wrap("Donaudampfschifffahrtsgesellschaft", STYLE, 80)) > 2


def test_widths_are_near_those_of_a_real_font(qapp: object) -> None:
    """The painter squeezes what is wider; with the measured font that is next to nothing."""
    from orgsketch.drawing.paint import families, text_width

    if families()[0] != "Inter":
        return
    for text in ("Product marketing", "Kundendienst Österreich", "Αθήνα", "Москва", "2 → 3 people · “so”"):
        assert text_width(text, STYLE) <= width(text, STYLE) * 1.03


def test_naughty_strings_wrap(shared: Path) -> None:
    for text in json.loads((shared / "data" / "blns" / "blns.json").read_text("utf-8")):
        for line in wrap(text, STYLE, 129, 2):
            assert width(line, STYLE) <= 129 or len(clusters(line)) == 1
