"""What stands on slides: words that fit as measured, badges and their key, labels, pills, questions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation

from orgsketch.drawing.metrics import width
from orgsketch.exporters import pptx
from orgsketch.exporters.compared import compared
from orgsketch.exporters.drawingml import Words
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import said_by
from orgsketch.exporters.slidechart import _fitting_detail
from orgsketch.exporters.slidetext import HEADING, columns
from orgsketch.files import chartfile
from orgsketch.layout.geometry import Rect
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from orgsketch.resources import samples
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Said
from orgsketch.rules.pack import load_book
from tests.exporters.material import SAMPLE, material, question, report

CHARTS = {path.stem: chartfile.open_strictly(path).chart for path in samples()}


@cache
def sample(name: str) -> Any:
    """The slides of a sample, as a user gets them."""
    book = load_book(("product-marketing",))
    chart = CHARTS[name]
    return _read(Material.of(chart, material().options, Engine(book).report(chart), book))


@cache
def change(name: str) -> Any:
    return _read(compared(CHARTS["today"], CHARTS[name]))


def _read(made: Material) -> Any:
    return Presentation(io.BytesIO(pptx.write(made)))


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def named(slide: Any, *starts: str) -> Iterator[Any]:
    return (shape for shape in slide.shapes if shape.name.startswith(starts))


def meet(one: Any, other: Any) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


# --- words ------------------------------------------------------------------------------------------------


def test_slides_are_measured_in_the_font_they_are_set_in() -> None:
    """Arial's own widths: P 667, M 833 and 833; in bold a little more for small letters."""
    assert width("PMM", "slide", 1000) == 667 + 833 + 833
    assert width("ana", "slide", 1000) == 556 * 3
    assert width("ana", "slide_strong", 1000) == 556 + 611 + 556
    assert width("漢", "slide", 10) == width("漢", "caption", 10)


def test_a_long_title_is_set_smaller_before_it_is_cut() -> None:
    name = "Northwind Instruments today → Northwind Cloud, spun off: no product marketer yet"
    deck = change("small-company-without-pmm")
    title = deck.slides[2].shapes.title
    assert title.text_frame.text == name
    assert 18 <= title.text_frame.paragraphs[0].runs[0].font.size.pt < 24


def test_a_voice_that_names_its_article_says_it_once() -> None:
    article = "Who should own product marketing?"
    assert said_by(Said(f"The unnamed author of “{article}”", article, "")).count(article) == 1
    assert said_by(Said("Jennifer", "Where Do You Belong?", "")) == "Jennifer, Where Do You Belong?"


def test_quotes_beside_the_chart_end_with_a_whole_word() -> None:
    quote = "success requires both halves of this equation to have aligned goals, and shared objectives"
    said = [shape.text_frame.text for shape in named(sample("today").slides[0], "Finding ")]
    cut = next(text for text in said if "success requires" in text).split("“")[1].split("…")[0]
    assert quote.startswith(cut)
    assert quote[len(cut)] in " ,"


@pytest.mark.parametrize(
    ("room", "said"), [(200, "Ana Ruiz · 12 people"), (90, "Ana Ruiz +11"), (60, "Ana Ruiz"), (50, "Ana…")]
)
def test_who_sits_there_is_shortened_as_far_as_needed(room: float, said: str) -> None:
    made = replace(material().card("b_pmm"), detail="Ana Ruiz · 12 people", brief="Ana Ruiz +11")
    assert _fitting_detail(made, room, 10) == said


# --- badges, labels, pills --------------------------------------------------------------------------------


def test_badges_of_seats_stand_on_their_box_and_in_the_key() -> None:
    slide = sample("shared-pmm").slides[0]
    signs = [*named(slide, "Sign b_")]
    assert signs
    keys = {shape.name.removeprefix("Key text ") for shape in named(slide, "Key text ")}
    icons = {shape.name.removeprefix("Key ") for shape in named(slide, "Key ")}
    boxes = {shape.name.removeprefix("Box "): shape for shape in named(slide, "Box ")}
    for sign in signs:
        box = boxes[sign.name.split()[1]]
        assert box.left < sign.left < sign.left + sign.width < box.left + box.width
        assert box.top < sign.top < sign.top + sign.height < box.top + box.height
        assert sign._element.nvSpPr.cNvPr.get("descr")
    assert "meeting" in keys & icons


def test_a_comparison_says_what_changes_in_place_of_badges() -> None:
    slide = change("pmm-beside-pm").slides[2]
    flagged = {shape.name.removeprefix("Flag ") for shape in named(slide, "Flag b_")}
    assert flagged
    assert not {shape.name.split()[1] for shape in named(slide, "Sign b_")} & flagged
    texts = [shape.text_frame.text for shape in named(slide, "Box ")]
    assert "Product marketing\nwas under Marketing" in texts


def test_the_words_of_a_relation_stand_on_its_line() -> None:
    slide = sample("today").slides[0]
    label = next(shape for shape in named(slide, "Relation text") if "trade fair" in shape.text_frame.text)
    line = next(named(slide, f"Relation {label.name.split()[-1]}"))
    assert label.top + label.height / 2 == pytest.approx(line.top + line.height / 2, abs=2 * 9525)
    assert line.left < label.left < label.left + label.width < line.left + line.width


@pytest.mark.parametrize("name", ["small-company-without-pmm", "two-marketing-groups", "pmm-beside-pm"])
def test_flags_of_lines_are_not_hidden_by_pills(name: str) -> None:
    for slide in change(name).slides:
        pills = [*named(slide, "Folded")]
        flags = [*named(slide, "Flag r_")]
        assert not [flag.name for flag in flags for pill in pills if meet(flag, pill)]
        assert not [(one.name, other.name) for one, other in combinations(flags, 2) if meet(one, other)]


def test_numbers_on_a_card_leave_its_title_free() -> None:
    slide = sample("today").slides[0]
    for badge in named(slide, "Badge "):
        box = next(named(slide, f"Box {badge.name.split()[-1]}"))
        assert badge.top + badge.height <= box.top + 9 * 9525


def test_a_family_wears_in_the_key_the_drawing_of_what_is_called_like_it() -> None:
    """Two boxes of marketing services do not make a calendar the sign of marketing."""
    slide = sample("today").slides[0]
    key = next(named(slide, "Key marketing"))
    box = next(shape for shape in named(slide, "Box ") if shape.text_frame.text.startswith("Marketing"))
    assert len(_strokes(key)) == len(_strokes(box))


def _strokes(shape: Any) -> list[Any]:
    """The moves and lines of the icon in a card or a swatch."""
    return [one for path in shape._element.findall(".//{*}path")[1:] for one in path]


# --- text -------------------------------------------------------------------------------------------------


def test_each_slide_of_several_says_which_it_is() -> None:
    found = [title for title in titles(sample("today")) if title.startswith("Findings")]
    assert found == [f"Findings ({n} of {len(found)})" for n in range(1, len(found) + 1)]


def test_a_question_about_several_boxes_is_asked_once() -> None:
    asked = [
        *report().questions,
        question("leader.attuned", "Is marketing leadership attuned?", "b_dev", "PMM101", "PMM112"),
    ]
    texts = _question_texts(tuple(asked))
    assert [text.split("\n")[1] for text in texts] == [
        "Marketing, R&D <Development> · Decides PMM101, PMM112"
    ]


def test_a_question_that_decides_other_rules_for_other_boxes_is_asked_once() -> None:
    asked = [
        question("box.filled", "Is the box filled?", "b_marketing", "UNI108", "UNI109"),
        question("leader.attuned", "Is marketing leadership attuned?", "b_marketing", "PMM101"),
        question("box.filled", "Is the box filled?", "b_dev", "UNI108", "UNI110"),
    ]
    texts = _question_texts(tuple(asked))
    assert len(texts) == 2
    assert texts[0].endswith("Marketing, R&D <Development> · Decides UNI108, UNI109, UNI110")


def test_questions_that_were_set_aside_are_not_open() -> None:
    aside = tuple(replace(one, is_set_aside=True) for one in report().questions)
    assert not _question_texts(aside)


def _question_texts(asked: tuple[Any, ...]) -> list[str]:
    found = replace(report(), questions=asked)
    made = Material.of(SAMPLE, material().options, found, load_book())
    texts = [shape.text_frame.text for slide in _read(made).slides for shape in named(slide, "Text ")]
    return texts[texts.index("Open questions") + 1 :] if "Open questions" in texts else []


def test_every_question_wears_a_mark() -> None:
    slide = sample("today").slides[-1]
    marks = {shape.name.removeprefix("Mark "): shape.top for shape in named(slide, "Mark ")}
    asked = [shape for shape in named(slide, "Text ") if "Decides" in shape.text_frame.text]
    assert len(marks) == len(asked)
    assert len({shape.left for shape in asked}) == 2


def test_boxes_without_a_place_fill_no_slide_of_their_own() -> None:
    last = sample("today").slides[-1]
    assert titles(sample("today"))[-1] == "Open questions and boxes without a place"
    said = [shape.text_frame.text for shape in named(last, "Text ")]
    assert said[-3:] == ["Boxes without a place: 2", "Sales enablement", "Pricing"]


def test_what_is_open_stands_with_the_findings_where_that_saves_a_slide() -> None:
    found = titles(sample("blended-role"))
    assert found[-1] == "Findings and open questions (4 of 4)"
    last = [shape.text_frame.text for shape in named(sample("blended-role").slides[-1], "Text ")]
    assert {"Open questions", "Boxes without a place: 1"} <= set(last)
    assert titles(sample("today"))[-2:] == ["Findings (8 of 8)", "Open questions and boxes without a place"]


def test_small_branches_share_a_slide_in_their_order() -> None:
    deck = sample("northwind-group")
    shared = [title for title in titles(deck) if ", " in title and title != CHARTS["northwind-group"].title]
    assert shared == [
        "Customer success, Research",
        "Shared platform, Portfolio and strategy",
        "People, Information technology",
    ]
    drawn = [shape.name for slide in deck.slides for shape in named(slide, "Box ")]
    chart = CHARTS["northwind-group"]
    assert {name.removeprefix("Box ") for name in drawn} >= {
        box for box in chart.boxes if not tree.is_unplaced(chart, box)
    }
    for slide in deck.slides:
        badges = {shape.text_frame.text for shape in named(slide, "Badge ")}
        if slide.shapes.title.text_frame.text in shared:
            assert not badges  # what was found is told beside its own branch


def test_pills_leave_the_text_of_a_card_free() -> None:
    for slide in sample("northwind-group").slides:
        for pill in named(slide, "Folded"):
            boxes = [shape for shape in named(slide, "Box ") if meet(shape, pill)]
            assert all(pill.top >= box.top + box.height - 6 * 9525 or pill.top < box.top for box in boxes)


def test_many_boxes_without_a_place_are_all_listed() -> None:
    bench = [Box(f"b_{n}", f"Box {n}", ("sales",), None, f"a{n}") for n in range(200)]
    made = Material.of(Chart.of(SAMPLE.head, boxes=bench), material().options, report(), load_book())
    said = [shape.text_frame.text for slide in _read(made).slides for shape in named(slide, "Text ")]
    assert set(said) >= {f"Box {n}" for n in range(200)}


def test_a_heading_is_repeated_above_what_goes_on_in_the_next_column() -> None:
    told = [
        (HEADING, [Words("Gone: 40", 13.0, True)]),
        *[(None, [Words(f"Line {n}", 12.0)]) for n in range(40)],
    ]
    (first, second), *_rest = columns(told, Rect(0, 0, 400, 300))
    assert [column.blocks[0].words[0].text for column in (first, second)] == [
        "Gone: 40",
        "Gone: 40 (continued)",
    ]
    assert max(block.y + block.height for block in (*first.blocks, *second.blocks)) <= 300


def test_what_stands_below_a_heading_is_not_dealt_out_to_the_other_column() -> None:
    lines = [(None, [Words(f"Line {n}", 12.0)]) for n in range(3)]
    told = [
        (HEADING, [Words("Opened", 13.0, True)]),
        *lines,
        (HEADING, [Words("Settled", 13.0, True)]),
        *lines,
    ]
    ((first, second),) = columns(told, Rect(0, 0, 400, 600))
    assert [column.blocks[0].words[0].text for column in (first, second)] == ["Opened", "Settled"]
    ((alone,),) = columns(told[:4], Rect(0, 0, 400, 600))
    assert len(alone.blocks) == 4


@pytest.mark.parametrize("name", ["blended-role", "pmm-drives-marketing"])
def test_flags_of_lines_leave_the_text_of_cards_free(name: str) -> None:
    slide = change(name).slides[2]
    boxes = [*named(slide, "Box ")]
    for flag in named(slide, "Flag r_"):
        assert not [box.name for box in boxes if meet(flag, box) and flag.left > box.left + 25 * 9525], (
            flag.name
        )


def test_a_short_list_is_dealt_out_to_both_columns() -> None:
    told = [(None, [Words(f"Line {n}", 12.0)]) for n in range(6)]
    ((first, second),) = columns(told, Rect(0, 0, 400, 300))
    assert [len(column.blocks) for column in (first, second)] == [3, 3]
    assert second.blocks[0].y == 0
