"""The pages of an export: nothing is lost between them, and all of it can be read."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from orgsketch.drawing.blocks import Block
from orgsketch.drawing.extent import extent
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.page import arranged
from orgsketch.drawing.picture import Group, Picture, Rectangle, Text, groups, texts
from orgsketch.drawing.theme import face
from orgsketch.errors import ExporterError
from orgsketch.exporters.material import Material
from orgsketch.exporters.paper import MARGIN, millimetres, papers
from orgsketch.exporters.pdflinks import links, spots_of
from orgsketch.exporters.sheets import LONGEST_SIDE, READABLE, Sheet, made_to_measure, sheets
from orgsketch.files.chartfile import read
from orgsketch.resources import samples
from tests.charts import big_chart
from tests.exporters.material import SAMPLE, material

TODAY = next(path for path in samples() if path.stem == "today")


def boxes_on(sheet: Sheet) -> set[str]:
    return {group.id for group in groups(sheet.picture.shapes, "box")}


def test_a_page_is_never_larger_than_a_pdf_can_be() -> None:
    for wide, tall in ((100, 100), (19_000, 900), (40_000, 900), (400_000, 9_000), (9_000, 400_000)):
        parts = list(made_to_measure(Picture(wide, tall, ())))
        assert all(max(sheet.width, sheet.height) <= LONGEST_SIDE + 0.01 for sheet in parts)
        if len(parts) > 1:
            assert all(sheet.scale == 0.75 for sheet in parts[1:])
            assert max(sheet.part.right for sheet in parts) == pytest.approx(wide)
            assert max(sheet.part.bottom for sheet in parts) == pytest.approx(tall)


def test_readable_text_stays_on_one_page_else_there_are_tiles() -> None:
    assert len(list(made_to_measure(Picture(45_000, 900, ())))) == 1
    tiles = list(made_to_measure(Picture(60_000, 900, ())))
    assert len(tiles) == 5
    for one, other in pairwise(tiles[1:]):
        assert one.part.right - other.part.x >= 200


def test_a_small_chart_fits_on_one_sheet_of_paper() -> None:
    (sheet,) = sheets(material(paper="A4"))
    assert sheet.scale * face("card_title").size >= READABLE
    assert boxes_on(sheet) == set(SAMPLE.boxes)
    left, top = sheet.at(sheet.part.x, sheet.part.y)
    right, bottom = sheet.at(sheet.part.right, sheet.part.bottom)
    assert left >= MARGIN - 0.01
    assert top >= MARGIN - 0.01
    assert right <= sheet.width - MARGIN + 0.01
    assert bottom <= sheet.height - MARGIN + 0.01


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_no_word_of_a_sample_is_too_small_on_a4(path: Path) -> None:
    """Where chart and findings would be too small on one page, the findings are told on pages after it."""
    made = Material.of(read(path.read_bytes()), ExportOptions(paper="A4"))
    pages = made.sheets
    assert len(pages) > 1
    if len(made.chart.boxes) < 40:
        assert len(pages) == 2
        assert all(sheet.scale * face("card_title").size >= READABLE for sheet in pages)
        assert len({(sheet.width, sheet.height) for sheet in pages}) == 1
        told = {group.id for group in groups(pages[1].picture.shapes, "finding")}
        assert told == {f"{entry.number}" for entry in made.entries}
        (first, *_rest) = [link for link in links(spots_of(pages, made.chart)) if link.page == 0]
        assert first.target.page == 1


def test_beside_a_long_legend_the_keys_stand_at_the_bottom() -> None:
    """No empty room below them: the chart is in the middle of what is left."""
    made = Material.of(read(TODAY.read_bytes()), ExportOptions()).page
    around = arranged(made).shapes[0]
    assert isinstance(around, Group)
    place = {shape.kind: shape for shape in around.shapes if isinstance(shape, Group)}
    bottom = {kind: extent(place[kind]).bottom for kind in ("key", "legend")}
    assert bottom["legend"] - bottom["key"] < 20


def test_no_line_of_the_context_begins_with_a_separator() -> None:
    for width in range(600, 1600, 40):
        page = replace(material().page, chart=Block((), width, 300), context=("one fact of a few words",) * 9)
        assert not [text for text in texts(arranged(page).shapes) if text.text.startswith("·")]


def test_a_large_chart_gets_a_page_a_branch_that_can_be_read() -> None:
    chart = big_chart(200)
    pages = sheets(material(chart, paper="A4", sources="short"))
    assert set().union(*map(boxes_on, pages)) == set(chart.boxes)
    assert all(sheet.scale * face("card_title").size >= 6 for sheet in pages)
    assert len({(sheet.width, sheet.height) for sheet in pages}) == 1
    assert pages[0].title == "Overview"
    assert all(chart.boxes[next(iter(boxes_on(page)))] for page in pages)
    assert all(page.title and page.title.split(",")[0] in page.picture.title for page in pages[1:])


def test_badges_and_legend_agree_on_every_page() -> None:
    for page in sheets(material(paper="A5", pages="branches")):
        legend = {group.id: group.title for group in groups(page.picture.shapes, "finding")}
        for badge in groups(page.picture.shapes, "badge"):
            assert legend[badge.id] == badge.title


def test_one_page_stays_one_page() -> None:
    (sheet,) = sheets(material(big_chart(200), paper="A4", pages="one"))
    assert len(boxes_on(sheet)) == 200


@pytest.mark.parametrize("paper", ["A4", "Letter", "200x200"])
def test_tiles_cover_the_picture_and_meet_at_their_marks(paper: str) -> None:
    overview, *tiles = sheets(material(big_chart(60), paper=paper, pages="tiles"))
    assert overview.is_overview
    assert len(tiles) > 1
    numbers = [shape for shape in overview.over if isinstance(shape, Text)]
    plates = [shape for shape in overview.over if isinstance(shape, Rectangle) and shape.fill]
    assert len(numbers) == len(plates) == len(tiles)  # a number can be read over the chart
    step = max(tiles[0].part.width, 1)
    assert max(tile.part.right for tile in tiles) >= overview.picture.width
    assert max(tile.part.bottom for tile in tiles) >= overview.picture.height
    assert all(
        0 < one.part.right - other.part.x < step / 4
        for one, other in pairwise(tiles)
        if one.part.y == other.part.y
    )
    assert all(tile.scale == tiles[0].scale for tile in tiles)
    assert all([group.kind for group in groups(tile.over)] == ["crop"] for tile in tiles)


def test_paper_has_names_and_millimetres() -> None:
    assert millimetres("a3") == (297, 420)
    assert millimetres("300 x 400.5") == (300, 400.5)
    (paper,) = papers(ExportOptions(paper="Letter", turned="portrait"))
    assert (round(paper.width), round(paper.height)) == (612, 792)
    assert [paper.width > paper.height for paper in papers(ExportOptions(paper="A4"))] == [True, False]


@pytest.mark.parametrize("name", ["", "A9", "0x0", "10x10", "99999x100", "A4; rm", "-210x297", "1e3x10"])
def test_other_paper_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(ExporterError, match="is no paper size: choose one of"):
        millimetres(name)


def test_no_page_shows_one_folded_box_alone() -> None:
    for turned in ("portrait", "landscape"):
        pages = sheets(material(big_chart(120), paper="A4", turned=turned))
        assert len(pages) > 1
        assert all(len(boxes_on(page)) > 1 for page in pages)


def test_the_key_of_a_page_has_the_lines_that_are_on_it() -> None:
    for page in sheets(material(paper="100x148", pages="branches")):
        said = " ".join(text.text for text in texts(page.picture.shapes))
        is_drawn = any(groups(page.picture.shapes, "relation"))
        assert is_drawn or "second manager" not in said
