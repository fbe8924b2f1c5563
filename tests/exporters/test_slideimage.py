"""Slides as images: what the file says is where it says, in its colours, lines bent as it bends them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu
from PySide6.QtGui import QColor, QImage

from orgsketch.drawing.theme import Theme
from orgsketch.exporters import slideimage
from orgsketch.exporters.compared import compared
from orgsketch.exporters.material import Material
from orgsketch.exporters.sidebyside import side_by_side
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.resources import samples
from tests.charts import do
from tests.exporters.connectors import stretches
from tests.exporters.material import SAMPLE, material, naughty, titled

pytestmark = pytest.mark.usefixtures("qapp")

PIXEL = 9525
LIGHT = Theme("light")


@cache
def first(scale: float = 1.0) -> tuple[QImage, Any]:
    """The image of the first slide and the slide itself."""
    deck = material().deck
    return slideimage.drawn(deck, 0, scale), Presentation(io.BytesIO(deck.to_bytes())).slides[0]


def is_near(one: QColor, other: str, by: int = 24) -> bool:
    """Whether two colours are nearly the same."""
    known = QColor(other)
    pairs = ((one.red(), known.red()), (one.green(), known.green()), (one.blue(), known.blue()))
    return all(abs(a - b) <= by for a, b in pairs)


def inked(image: QImage, shape: Any) -> int:
    """How many pixels of a shape's frame are not white."""
    left, top = round(shape.left / PIXEL), round(shape.top / PIXEL)
    wide, tall = round(shape.width / PIXEL), round(shape.height / PIXEL)
    spots = ((x, y) for x in range(left, left + wide) for y in range(top, top + tall))
    return sum(image.pixelColor(x, y).lightness() < 200 for x, y in spots if image.valid(x, y))


def test_a_slide_is_as_large_as_it_is_asked_for() -> None:
    image, _slide = first()
    assert (image.width(), image.height()) == (1280, 720)
    assert slideimage.drawn(material().deck, 0, 0.25).width() == 320


def test_every_text_of_the_file_is_on_the_image() -> None:
    image, slide = first()
    said = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.strip()]
    assert len(said) > 20
    assert [shape.name for shape in said if inked(image, shape) < 5] == []


def test_badges_wear_their_colours_where_they_stand() -> None:
    image, slide = first()
    badges = [shape for shape in slide.shapes if shape.name.startswith("Badge 1 ")]
    for badge in badges:
        x, y = badge.left / PIXEL + 4, (badge.top + badge.height / 2) / PIXEL
        assert is_near(image.pixelColor(round(x), round(y)), LIGHT.color("critical"))


def test_lines_run_where_the_numbers_of_their_connectors_say() -> None:
    image, slide = first()
    lines = [shape for shape in slide.shapes if shape.name.startswith("Line ")]
    assert lines
    for line in lines:
        for (x1, y1), (x2, y2) in stretches(line):
            x, y = round((x1 + x2) / 2), round((y1 + y2) / 2)
            around = [image.pixelColor(x + dx, y + dy).lightness() for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
            assert min(around) < 180, line.name


@pytest.mark.parametrize("name", [path.stem for path in samples()])
def test_every_slide_of_the_samples_can_be_drawn(name: str) -> None:
    chart = chartfile.open_strictly(next(path for path in samples() if path.stem == name)).chart
    deck = Material.of(chart, material().options).deck
    for number in range(len(deck.slides)):
        assert not slideimage.drawn(deck, number, 0.1).isNull()


def test_comparisons_and_tables_are_drawn() -> None:
    other = do(SAMPLE, edits.move, "b_pmm", "b_product")
    image = slideimage.drawn(compared(SAMPLE, other).deck, 2, 1.0)
    assert image != slideimage.drawn(compared(SAMPLE, other).deck, 0, 1.0)
    deck = side_by_side((SAMPLE, other)).deck
    table = next(
        shape for shape in Presentation(io.BytesIO(deck.to_bytes())).slides[0].shapes if shape.has_table
    )
    assert inked(slideimage.drawn(deck, 0, 1.0), table) > 1000


@pytest.mark.parametrize("text", naughty())
def test_any_title_can_be_drawn(text: str) -> None:
    assert not slideimage.drawn(material(titled(text)).deck, 0, 0.5).isNull()


def test_a_template_lends_its_size_and_colours(tmp_path: Path) -> None:
    template = Presentation()
    template.slide_width, template.slide_height = Emu(800 * PIXEL), Emu(600 * PIXEL)
    template.save(str(tmp_path / "own.pptx"))
    image = slideimage.drawn(material(template=str(tmp_path / "own.pptx")).deck, 0, 0.5)
    assert (image.width(), image.height()) == (400, 300)
    dark = [image.pixelColor(x, y).lightness() for x in range(400) for y in range(60)]
    assert min(dark) < 80  # the title is there


def test_a_file_can_be_written_more_than_once() -> None:
    deck = material().deck
    assert len(Presentation(io.BytesIO(deck.to_bytes())).slides) == len(deck.slides)
    assert len(Presentation(io.BytesIO(deck.to_bytes())).slides) == len(deck.slides)
