"""Badges: what else there is to know of a seat, the same on the card, in words, and in every export."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsketch import shorthand
from orgsketch.drawing.badges import badges
from orgsketch.drawing.cards import card, card_size, spoken
from orgsketch.drawing.cardshapes import content_shapes
from orgsketch.drawing.extent import extent
from orgsketch.drawing.icons import BADGE_ICONS, icon_data
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import Path as Drawing
from orgsketch.drawing.picture import texts
from orgsketch.errors import PackError
from orgsketch.exporters import export
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Box, Head, Person
from orgsketch.rules.badges import worn
from orgsketch.rules.check import check_book
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import book_of, load_book
from orgsketch.vocabulary.folders import read_built_in

BOOK = load_book()
WORDS = BOOK.vocabulary


def of(line: str) -> Chart:
    return shorthand.read(line, WORDS)


def said(chart: Chart, title: str) -> list[tuple[str, str]]:
    """Text and words of the badges on the box of this title."""
    box = next(box for box in chart.boxes.values() if box.title == title)
    by_place = worn(BOOK, chart).get(box.id, ())
    return [(sign.text, sign.words) for sign in badges(chart, box, WORDS, by_place)]


@pytest.mark.parametrize(
    ("line", "title", "expected"),
    [
        (
            "CEO[Product[PM PMM{pres=design+roadmap}]]",
            "Product Marketing",
            [("2/3", "takes part in 2 of 3 product meetings")],
        ),
        (
            "CEO[Product[PM PMM{pres=launch}]]",
            "Product Marketing",
            [("0/3", "takes part in 0 of 3 product meetings")],
        ),
        ("CEO[Product[PM PMM]]", "Product Marketing", []),
        (
            "CEO[Product[PM PMM{ded=n}]]",
            "Product Marketing",
            [("", "product marketing is one hat of several")],
        ),
        (
            "CEO[Marketing{r=positioning} Product[PM]]",
            "Marketing",
            [("", "wears the hat of product marketing")],
        ),
        ("CEO[Marketing{r=positioning} Product[PM PMM]]", "Marketing", []),
        # the work lies with communications, the hat is the leader's
        (
            "CEO[Marketing[Marcom{r=positioning}] Product[PM]]",
            "Marketing",
            [("", "wears the hat of product marketing")],
        ),
        ("CEO[Marketing[Marcom{r=positioning}] Product[PM]]", "Marketing Communications", []),
    ],
)
def test_what_a_box_wears(line: str, title: str, expected: list[tuple[str, str]]) -> None:
    assert said(of(line), title) == expected


def test_an_answer_of_unknown_wears_nothing() -> None:
    box = Box("b_1", "PMM", ("product_marketing",), answers={"presence": Answer("unknown")})
    assert badges(Chart.of(Head("c_1"), boxes=[box]), box, WORDS) == ()


def test_one_person_in_several_boxes() -> None:
    titles = ("Product", "Design", "Sales", "Support")
    boxes = [Box(f"b_{n}", title, people=("p_1",)) for n, title in enumerate(titles)]
    chart = Chart.of(Head("c_1"), boxes=boxes, people=[Person("p_1", "Ana Ruiz")])
    (sign,) = badges(chart, boxes[0], WORDS)
    assert (sign.text, sign.words) == ("4", "also sits in Design, Sales and 1 more")


def test_a_report_gives_the_same_badges() -> None:
    chart = of("CEO[Marketing{r=positioning} Product[PM]]")
    assert worn(BOOK, chart, Engine(BOOK).report(chart)) == worn(BOOK, chart) != {}


def test_badges_are_drawn_beside_the_detail_and_told_in_words() -> None:
    chart = of("CEO[Product[PM PMM{pres=design+roadmap}]]")
    box = next(box for box in chart.boxes.values() if box.function == "product_marketing")
    made = card(chart, box.id, {}, WORDS)
    shapes = content_shapes(made, *card_size(box), "full")
    drawn = [shape.data for shape in shapes if isinstance(shape, Drawing)]
    assert icon_data("meeting") in drawn
    shown = list(texts(shapes))
    assert [text.text for text in shown] == ["Product Marketing", "2/3", "1 person"]
    assert all(extent(text).x >= 0 and extent(text).right <= card_size(box)[0] for text in shown)
    assert "takes part in 2 of 3 product meetings" in spoken(made)
    assert made.told == "1 person · takes part in 2 of 3 product meetings"


def test_every_badge_of_the_pack_has_a_drawing() -> None:
    assert {badge.icon for badge in WORDS.badges.values()} | {"seats", "compass"} == set(BADGE_ICONS)


@pytest.mark.parametrize("suffix", [".svg", ".html", ".md", ".mmd", ".drawio", ".dot"])
def test_exports_show_badges(tmp_path: Path, suffix: str) -> None:
    chart = of("CEO[Marketing{r=positioning} Product[PM]]")
    path = tmp_path / f"chart{suffix}"
    export(chart, path, ExportOptions())
    assert "wears the hat of product marketing" in path.read_text(encoding="utf-8")


def test_a_branch_keeps_the_badges_of_the_whole(tmp_path: Path) -> None:
    """Alone, marketing would wear the hat; on the whole chart somebody else is dedicated."""
    chart = of("CEO[Marketing{r=positioning} Product[PM PMM]]")
    branch = next(box.id for box in chart.boxes.values() if box.title == "Marketing")
    export(chart, tmp_path / "a.svg", ExportOptions(branch=branch))
    assert "wears the hat" not in (tmp_path / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"fact": "box.presense"}, "there is no question"),
        ({"fact": "box.presence", "counts": ["standups"]}, "there is no choice"),
        ({"worn_by": "hat_boxs"}, "hat_boxs"),
        ({}, "either `fact` or `worn_by`"),
        ({"fact": "box.presence", "colour": "red"}, "colour"),
    ],
)
def test_a_wrong_badge_is_named(entry: dict[str, object], reason: str) -> None:
    tables = {**read_built_in()["product-marketing"]}
    tables["badges"] = {"badge": [{"id": "own", "icon": "hat", "says": "wears it", **entry}]}
    with pytest.raises(PackError, match=r"badges\.toml, badge own") as caught:
        check_book(book_of([(tables, True)]))
    assert reason in str(caught.value)


def test_the_key_of_an_export_says_what_the_drawings_stand_for(tmp_path: Path) -> None:
    export(of("CEO[Product[PM PMM{pres=roadmap}]]"), tmp_path / "a.svg", ExportOptions())
    export(of("CEO[Product[PM PMM]]"), tmp_path / "b.svg", ExportOptions())
    assert "Product meetings it takes part in" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "Product meetings" not in (tmp_path / "b.svg").read_text(encoding="utf-8")


def test_of_several_badges_only_the_first_has_its_text() -> None:
    box = Box("b_1", "PMM", people=("p_1",), answers={"presence": Answer(("roadmap_sessions",))})
    chart = Chart.of(
        Head("c_1"), boxes=[box, Box("b_2", "Sales", people=("p_1",))], people=[Person("p_1", "Ana Ruiz")]
    )
    shown = [text.text for text in texts(content_shapes(card(chart, "b_1", {}, WORDS), 180, 56, "full"))]
    assert shown == ["PMM", "1/3", "Ana Ruiz"]
