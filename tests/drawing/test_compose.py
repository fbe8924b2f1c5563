"""The composed picture: everything is on it, nothing overlaps, and it says what is left out."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from orgsketch.drawing.blocks import Block, flowed, in_columns, stacked, written
from orgsketch.drawing.declared import context_line
from orgsketch.drawing.extent import extent, within
from orgsketch.drawing.keys import NO_ABSOLUTE
from orgsketch.drawing.legend import entries
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import Group, Path, Picture, Rectangle, Shape, groups, texts
from orgsketch.layout.geometry import Rect
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer
from tests.charts import big_chart, charts, do, org
from tests.exporters.material import SAMPLE, finding, material, report, words


def placed(
    shapes: Any, x: float = 0, y: float = 0, scale: float = 1.0
) -> list[tuple[Group | None, Shape, Rect]]:
    """Every shape with its nearest named group and where it is on the picture."""
    return list(_placed(shapes, None, x, y, scale))


def _placed(shapes: Any, owner: Group | None, x: float, y: float, scale: float) -> Any:
    for shape in shapes:
        if isinstance(shape, Group):
            inside = shape if shape.id else owner
            yield from _placed(
                shape.shapes, inside, x + shape.x * scale, y + shape.y * scale, scale * shape.scale
            )
        else:
            at = extent(shape)
            yield owner, shape, Rect(x + at.x * scale, y + at.y * scale, at.width * scale, at.height * scale)


def kinds(picture: Picture) -> Counter[str]:
    return Counter(group.kind for group in groups(picture.shapes))


def said(picture: Picture) -> str:
    return "\n".join(text.text for text in texts(picture.shapes))


def test_everything_is_on_it() -> None:
    picture = material().picture
    counted = kinds(picture)
    assert counted["box"] == len(SAMPLE.boxes)
    assert counted["relation"] == len(SAMPLE.relations)
    assert counted["line"] == 3
    assert counted["finding"] == 6
    assert counted["badge"] == 5
    for box in SAMPLE.boxes.values():
        assert box.title in said(picture).replace("\n", " ")
    for found in report().findings:
        assert (found.title in said(picture)) == (found.state == "open")


def test_badges_and_legend_agree() -> None:
    picture = material().picture
    legend = {group.id: group.title for group in groups(picture.shapes, "finding")}
    for badge in groups(picture.shapes, "badge"):
        assert legend[badge.id] == badge.title


def test_numbers_ascend_from_left_to_right_and_four_are_enough() -> None:
    many = tuple(
        finding(f"R{number}", f"Title {number}", "risk", "major", f"t{number}", "b_pmm")
        for number in range(7)
    )
    from orgsketch.rules.finding import Report

    changed = material_with(Report(many, ()))
    badges = sorted((group.x, int(group.id)) for group in groups(changed.shapes, "badge"))
    assert [number for _x, number in badges] == [1, 2, 3, 4]
    assert all(other[0] - one[0] == 27 for one, other in pairwise(badges))
    [left] = groups(changed.shapes, "more")
    assert [text.text for text in texts([left])] == ["+3"]
    assert left.x > badges[-1][0]


def material_with(found: Any, **options: Any) -> Picture:
    from orgsketch.exporters.material import Material
    from orgsketch.rules.pack import load_book

    return Material(SAMPLE, found, load_book(), ExportOptions(**options)).picture


def test_findings_of_one_rule_share_a_number() -> None:
    from orgsketch.rules.finding import Report

    two = tuple(finding("R1", "Same", "risk", "major", "placement", box) for box in ("b_pm", "b_pmm"))
    picture = material_with(Report(two, ()))
    assert kinds(picture)["finding"] == 1
    assert kinds(picture)["badge"] == 2


def test_it_says_the_sentence_no_picture_goes_without() -> None:
    for options in ({}, {"findings": "none"}, {"branch": "b_product"}):
        text = said(material(**options).picture).replace("\n", " ")
        assert NO_ABSOLUTE in text
        assert "1 open question" in text or options.get("branch")


def test_it_says_what_is_left_out() -> None:
    assert "1 accepted finding not shown" in said(material().picture)
    assert "findings left out" in said(material(findings="none").picture)
    loose = org(ceo=None, pm="ceo", bench=None)
    assert "1 box without a place not shown" in said(material(loose).picture)


def test_what_is_declared_of_the_company_is_its_second_line() -> None:
    assert context_line(
        SAMPLE, words()
    ) == "product knows the market: no · the company sells to: businesses" or (
        "the company sells to" in context_line(SAMPLE, words())
    )


@pytest.mark.parametrize(
    ("options", "present", "absent"),
    [
        ({"findings": "none"}, "Product Marketing", "No bridge"),
        ({"findings": ("PMM101",)}, "PMM in marketing", "No bridge"),
        ({"strengths": False}, "No bridge", "Services beside"),
        ({"findings": "none"}, "attuned?", "PMM in marketing"),  # what is open is always told
        ({"keys": False}, "No bridge", "Critical"),
        ({}, "Critical", "Why it is placed so"),
        ({"focus": "b_marketing"}, "Chief executive", "PM Sensors"),
        ({"accepted": True}, "Known already", "1 accepted"),
        ({"names": "none"}, "2 people", "Ana Ruiz"),
        ({"names": "initials"}, "A. R.", "Ana Ruiz"),
        ({"branch": "b_marketing"}, "Events", "Product\n"),
        ({"title": "For the board"}, "For the board", "Acme today"),
        ({"mark": "Draft, confidential", "author": "Ana", "date": "1 May"}, "Ana · 1 May", "Today"),
    ],
)
def test_options(options: dict[str, Any], present: str, absent: str) -> None:
    text = said(material(**options).picture)
    assert present in text
    assert absent not in text


def test_the_rationale_is_printed_where_it_is_wanted() -> None:
    why = "They sit where the launches are decided."
    chart = do(SAMPLE, edits.answer, None, "rationale", Answer("The market is our problem."))
    chart = do(chart, edits.answer, "b_pmm", "rationale", Answer(why))
    text = said(material(chart).picture)
    for part in ("Why it is placed so", "The market is our problem.", why.split(" the ")[0]):
        assert part in text
    assert "launches are decided" not in said(material(chart, rationale=False).picture)
    nobody = said(material(chart, names="none").picture)
    assert "The market is our problem." not in nobody  # free text may hold a name


def test_nothing_overlaps() -> None:
    for chart in (SAMPLE, big_chart(107)):
        picture = material(chart).picture
        page = Rect(0, 0, picture.width, picture.height)
        cards: dict[str, Rect] = {}
        for owner, shape, at in placed(picture.shapes):
            assert page.contains(at.x, at.y), shape
            assert page.contains(at.right, at.bottom), shape
            if (
                owner
                and owner.kind == "box"
                and isinstance(shape, Rectangle)
                and shape.stroke == "card_border"
            ):
                cards[owner.id] = at.grown(-2)
        assert not [pair for pair in combinations(cards.values(), 2) if pair[0].meets(pair[1])]


def test_lines_around_the_chart_have_room_and_labels_keep_clear() -> None:
    """Relations may run outside all cards; their words stand neither on cards nor under badges."""
    chart = org(
        ceo=None,
        product="ceo",
        pm="product",
        sales="ceo",
        east="sales",
        marketing="ceo",
        pmm="marketing",
        dev="ceo",
        fw="dev",
    )
    for number, (start, end) in enumerate((("b_pm", "b_fw"), ("b_pmm", "b_product"), ("b_fw", "b_product"))):
        chart = do(chart, edits.draw, "depends_on", start, end, id=f"r_{number}")
    picture = material(chart).picture
    page = Rect(0, 0, picture.width, picture.height)
    found = placed(picture.shapes)
    assert all(
        page.contains(at.x, at.y) and page.contains(at.right, at.bottom) for _owner, _shape, at in found
    )
    words = [
        at for owner, shape, at in found if owner and owner.kind == "label" and isinstance(shape, Rectangle)
    ]
    others = [
        at
        for owner, shape, at in found
        if owner and owner.kind in ("box", "badge") and isinstance(shape, Rectangle | Path)
    ]
    assert len(words) > 1
    assert not [pair for pair in combinations(words, 2) if pair[0].meets(pair[1])]
    assert not [(one, other) for one in words for other in others if one.grown(-1.5).meets(other.grown(-1.5))]


def test_words_around_the_chart_do_not_touch() -> None:
    picture = material().picture
    blocks = [
        at
        for owner, shape, at in placed(picture.shapes)
        if owner and owner.kind == "finding" and hasattr(shape, "text")
    ]
    lines = [at.grown(-1.5) for at in blocks]
    assert not [pair for pair in combinations(lines, 2) if pair[0].meets(pair[1])]


@given(charts())
@settings(max_examples=25)
def test_any_chart_makes_a_picture(chart: Chart) -> None:
    picture = material(chart).picture
    assert picture.width > 0
    assert picture.height > 0
    assert kinds(picture)["box"] == sum(1 for _card in material(chart).layout.cards())


def test_the_picture_is_the_same_again() -> None:
    assert material().picture == material().picture


def test_legends_of_large_charts_grow_with_them() -> None:
    small, large = material().picture, material(big_chart(900)).picture
    share = [max(group.scale for group in groups(made.shapes, "page")) for made in (small, large)]
    assert share[0] <= 1
    assert share[1] > 2
    assert large.width / large.height < 12


def test_entries_are_ordered_by_theme_then_strengths_then_questions() -> None:
    listed = entries(SAMPLE, report(), words(), ExportOptions())
    assert [entry.number for entry in listed] == [1, 2, 3, 4, 5, 6]
    assert [entry.mark.kind for entry in listed] == [
        "critical",
        "major",
        "minor",
        "info",
        "strength",
        "question",
    ]


# --- blocks ---------------------------------------------------------------------------------------------


def block(height: float) -> Block:
    return Block((Rectangle(0, 0, 100, height, "card"),), 100, height)


def test_columns_are_level_and_keep_the_order() -> None:
    made = in_columns([block(height) for height in (30, 30, 30, 30, 60)], 3, 10)
    assert made.width == 320
    assert made.height == 60


def test_rows_wrap() -> None:
    made = flowed([block(20)] * 5, 250, 10, 5)
    assert (made.width, made.height) == (210, 70)


def test_stacked_blocks_stand_below_each_other() -> None:
    assert stacked([block(20), block(30)], 5).height == 55
    assert stacked([]).height == 0


def test_a_voice_follows_its_quote_where_there_is_room() -> None:
    short, long = (
        written("“Yes”", "caption", 200, tail="Ana"),
        written("“Yes”", "caption", 40, tail="Ana Maria Ruiz"),
    )
    assert short.height < long.height


def test_a_part_of_a_picture_holds_what_reaches_into_it() -> None:
    shapes = [
        Group("box", "a", (Rectangle(0, 0, 10, 10, "card"),), 100, 100, 2.0),
        Rectangle(0, 0, 5, 5, "card"),
    ]
    assert [type(shape) for shape in within(shapes, Rect(0, 0, 8, 8))] == [Rectangle]
    assert [type(shape) for shape in within(shapes, Rect(115, 115, 2, 2))] == [Group]
    assert not list(within(shapes, Rect(300, 300, 2, 2)))
