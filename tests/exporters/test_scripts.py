"""Names and titles of any script: elided where there is no room, never cut, and the same text everywhere.

On the cards of the canvas, in SVG and in PNG; a Qt warning while one is painted fails the test.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from functools import cache
from math import ceil

import pytest
from PySide6.QtGui import QImage, QPainter

from orgsketch.drawing import metrics
from orgsketch.drawing.cards import card, card_size
from orgsketch.drawing.cardshapes import card_shapes
from orgsketch.drawing.graphemes import clusters
from orgsketch.drawing.paint import paint
from orgsketch.drawing.picture import Group, Shape, Text
from orgsketch.drawing.theme import Theme
from orgsketch.exporters import png, svg
from orgsketch.exporters.material import Material
from orgsketch.model.text import clean_line
from tests.exporters.material import material, titled, words

pytestmark = pytest.mark.usefixtures("qapp")

SVG = "{http://www.w3.org/2000/svg}"
SIXTY = "Geschäftsführung Produktmanagement und Vertriebsunterstützung"
TEXTS = {
    "arabic": "إدارة المنتجات والتسويق والمبيعات الدولية في الشرق الأوسط",
    "hebrew": "מחלקת שיווק מוצרים ופיתוח עסקי בינלאומי",
    "hebrew with points": "שִׁיוּוּק מוּצָרִים וּפִיתּוּחַ עִסְקִי",
    "both ways": "R&D فريق البحث (EMEA) שיווק 2026",
    "joined emoji": "👩🏽\u200d🚀👨\u200d👩\u200d👧\u200d👦🏳\ufe0f\u200d🌈🇩🇪🇫🇷👍🏿 Launch 🚀🚀🚀🚀🚀",
    "combining marks": "Ma\u0308rkte\u0301\u0323\u0330 Z\u0351\u036b\u0343a\u0334l\u0353g\u0333 und Vertrieb",
    "sixty letters": SIXTY,
    "sixty letters without a space": SIXTY.replace(" ", ""),
    "wide": "製品マーケティング本部 国際事業開発担当部長代理補佐役職",
    "hangul": "제품 마케팅 및 국제 사업 개발 담당 부서장 대리인",
    "devanagari": "उत्पाद विपणन और अंतर्राष्ट्रीय व्यवसाय विकास",
    "thai": "ฝ่ายการตลาดผลิตภัณฑ์และพัฒนาธุรกิจระหว่างประเทศ",
}
each_script = pytest.mark.parametrize("text", [clean_line(text) for text in TEXTS.values()], ids=TEXTS)


@cache
def made(text: str) -> Material:
    return material(titled(text))


def texts(shapes: Iterable[Shape]) -> Iterator[tuple[float, Text]]:
    """Every line of text, with where the shapes around it have moved it."""
    for shape in shapes:
        if isinstance(shape, Group):
            yield from ((x * shape.scale + shape.x, text) for x, text in texts(shape.shapes))
        elif isinstance(shape, Text):
            yield 0.0, shape


def whole_pieces(shown: str, text: str) -> bool:
    """Whether what is shown is made of whole letters of the text, from its two ends."""
    start, _ellipsis, end = shown.partition(metrics.ELLIPSIS)
    pieces = clusters(text)
    heads = {"".join(pieces[:count]).rstrip() for count in range(len(pieces) + 1)}
    tails = {"".join(pieces[count:]).lstrip() for count in range(len(pieces) + 1)}
    return start in heads and end in tails


@pytest.mark.parametrize("level", ["full", "compact"])
@each_script
def test_a_card_holds_its_words_within_its_width(text: str, level: str) -> None:
    chart = titled(text)
    width, height = card_size(chart.boxes["b_2"])
    shapes = card_shapes(card(chart, "b_2", {}, words()), width, height, level)
    image = QImage(ceil(width), ceil(height), QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    paint(painter, shapes, Theme("light"))  # a word from Qt fails the test
    painter.end()
    lines = list(texts(shapes))
    assert lines
    for moved, line in lines:
        wide = metrics.width(line.text, line.style, line.size)
        start = moved + line.x - {"start": 0.0, "middle": wide / 2, "end": wide}[line.anchor]
        assert start >= -0.01, line
        assert start + wide <= width + 0.01, line


@each_script
def test_what_is_elided_ends_between_letters(text: str) -> None:
    for room in range(8, 240, 4):
        for elided in (metrics.elide(text, "title", room), metrics.elide_middle(text, "title", room)):
            assert whole_pieces(elided, text), (room, elided)
            assert metrics.width(elided, "title") <= room


@each_script
def test_lines_put_together_again_are_the_text(text: str) -> None:
    lines = metrics.wrap(text, "title", 120)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert sum(len(clusters(line.replace(" ", ""))) for line in lines) == len(clusters(text.replace(" ", "")))


@each_script
def test_an_svg_holds_the_whole_text_in_its_titles_and_its_words(text: str) -> None:
    root = ET.fromstring(svg.write(made(text)))
    assert text in (root.findtext(f"{SVG}title") or "")
    box = next(group for group in root.iter(f"{SVG}g") if group.get("id") == "box-b_2")
    assert text in (box.findtext(f"{SVG}title") or "")
    drawn = ["".join(element.itertext()) for element in box.iter(f"{SVG}text")]
    assert "".join("".join(drawn).split()).startswith("".join(text.split()))  # on paper no title is cut
    told = (box.findtext(f"{SVG}title") or "") + (box.findtext(f"{SVG}desc") or "")
    assert told.count(text) >= 2  # the box and who sits in it


@each_script
def test_a_png_is_painted_without_a_word_from_qt(text: str) -> None:
    image = QImage.fromData(png.write(made(text)))
    assert not image.isNull()
    assert image.text("Title") == text


@each_script
def test_the_same_letters_are_painted_and_written(text: str) -> None:
    box = next(group for group in _boxes(made(text).picture.shapes) if group.id == "b_2")
    written = ET.fromstring(svg.write(made(text)))
    drawn = next(group for group in written.iter(f"{SVG}g") if group.get("id") == "box-b_2")
    told = ["".join(element.itertext()) for element in drawn.iter(f"{SVG}text")]
    assert told == [line.text for _moved, line in texts(box.shapes)]


def _boxes(shapes: Iterable[Shape]) -> Iterator[Group]:
    for shape in shapes:
        if isinstance(shape, Group):
            if shape.kind == "box":
                yield shape
            else:
                yield from _boxes(shape.shapes)
