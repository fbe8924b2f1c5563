"""The same picture everywhere: boxes, lines, relations, badges and legend of SVG, PDF, slide and web page.

The canvas has its own part in tests/ui/canvas/test_same_picture.py.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from orgsketch.drawing.picture import Group, Picture, Shape
from orgsketch.exporters import html, pdf, png, pptx, svg
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import numbers_of
from orgsketch.layout.geometry import Rect
from tests.exporters.material import SAMPLE, material

SVG = "{http://www.w3.org/2000/svg}"


class Seen(NamedTuple):
    """What a picture shows: ids, (manager, report), relation ids, (number, box), number -> title."""

    boxes: set[str]
    lines: set[tuple[str, str]]
    relations: set[str]
    badges: set[tuple[int, str]]
    legend: dict[int, str]


def expected(made: Material) -> Seen:
    """What is to be seen: from the chart and its numbered findings, not from any picture."""
    chart = made.chart
    return Seen(
        set(chart.boxes),
        {(box.reports_to, box.id) for box in chart.boxes.values() if box.reports_to},
        set(chart.relations),
        {(number, box) for box, numbers in numbers_of(made).items() for number in numbers},
        {entry.number: entry.title for entry in made.entries},
    )


# --- how each format is read ------------------------------------------------------------------------------


def in_svg(made: Material) -> Seen:
    """By the ids of its groups; a badge is on the card whose corner it covers."""
    tree = ElementTree.fromstring(svg.write(made))
    groups = {group.get("id", ""): group for group in tree.iter(f"{SVG}g") if group.get("id")}
    boxes = {id.removeprefix("box-") for id in groups if id.startswith("box-")}
    managers = {id.removeprefix("line-") for id in groups if id.startswith("line-")}
    places = {box: place(groups[f"box-{box}"]) for box in boxes}
    return Seen(
        boxes,
        {(manager, report) for manager in managers for report in made.chart.reports(manager)},
        {id.removeprefix("relation-") for id in groups if id.startswith("relation-")},
        {
            (int(id.removeprefix("badge-").partition("..")[0]), on_card(place(group), places, made))
            for id, group in groups.items()
            if id.startswith("badge-")
        },
        legend_of(
            group.findtext(f"{SVG}title", "") for id, group in groups.items() if id.startswith("finding-")
        ),
    )


def place(group: ElementTree.Element) -> tuple[float, float]:
    found = re.search(r"translate\((\S+) (\S+?)\)", group.get("transform", "translate(0 0)"))
    assert found
    return float(found[1]), float(found[2])


def on_card(at: tuple[float, float], places: dict[str, tuple[float, float]], made: Material) -> str:
    """The card on whose upper edge a badge sits, a little above its middle."""
    for box, (x, y) in places.items():
        rect = made.layout.rect(box)
        assert rect is not None
        if Rect(x, y - 3, rect.width, 4).contains(*at):
            return box
    raise AssertionError(at)


def legend_of(titles: Any) -> dict[int, str]:
    return {int(title.partition(". ")[0]): title.partition(". ")[2] for title in titles}


def in_html(made: Material) -> Seen:
    page = html.write(made).decode()
    cards = dict(re.findall(r'data-box="(\w+)" data-manager="(\w*)"', page))
    ends = {(line.start, line.end): line.id for line in made.chart.relations.values()}
    relations = {tuple(of.split()) for of in re.findall(r'data-kind="relation" data-of="([^"]*)"', page)}
    badges = re.findall(r'data-kind="badge" data-of="(\w+)">\s*<a href="#finding-after-(\d+)"', page)
    titles = re.findall(
        r'id="finding-after-(\d+)".*?<span class="unseen">\1</span></span>\s*<span>(.*?)</span>', page, re.S
    )
    return Seen(
        set(cards),
        {(manager, box) for box, manager in cards.items() if manager},
        {ends[pair] for pair in relations},  # type: ignore[index]
        {(int(number), box) for box, number in badges},
        {int(number): title for number, title in titles},
    )


def in_pptx(made: Material) -> Seen:
    from pptx import Presentation

    shapes = {shape.name: shape for shape in Presentation(io.BytesIO(pptx.write(made))).slides[0].shapes}

    def named(kind: str) -> list[str]:
        return [name.removeprefix(kind) for name in shapes if name.startswith(kind)]

    boxes = {box: shapes[f"Box {box}"].shape_id for box in named("Box ")}
    by_id = {id: box for box, id in boxes.items()}
    lines = set()
    for report in named("Line "):
        line = shapes[f"Line {report}"]._element.nvCxnSpPr.cNvCxnSpPr
        lines.add((by_id[line.stCxn.id], by_id[line.endCxn.id]))
    return Seen(
        set(boxes),
        lines,
        set(named("Relation ")),
        {(int(number), box) for number, box in (badge.split() for badge in named("Badge "))},
        {int(n): shapes[f"Finding {n}"].text_frame.paragraphs[0].text for n in named("Finding ")},
    )


@pytest.mark.parametrize("read", [in_svg, in_html, in_pptx])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"strengths": False, "sources": "full"},
        {"findings": ("UNI102", "PMM105")},
        {"names": "none", "findings": ("UNI102", "PMM101", "MKT105")},
        {"names": "initials", "findings": ("PMM101",), "theme": "dark"},
        {"branch": "b_marketing"},
        {"focus": "b_pm", "strengths": False},
    ],
)
def test_every_format_shows_the_same(read: Callable[[Material], Seen], options: dict[str, Any]) -> None:
    made = material(**options)
    assert read(made) == expected(made)


# --- PDF: the same words, links and pixels ----------------------------------------------------------------


def coarse(image: QImage) -> bytes:
    """A picture in grey at a quarter of its size, in which the edges of letters are no longer told apart."""
    ways = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small = image.scaled(256, 160, *ways).convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(small.constBits())


def difference(one: QImage, other: QImage) -> int:
    """How much two pictures differ."""
    return sum(abs(a - b) for a, b in zip(coarse(one), coarse(other), strict=True))


def without_lines(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """The picture as it would be had its reporting lines been forgotten."""
    for shape in shapes:
        if isinstance(shape, Group) and shape.kind != "line":
            yield replace(shape, shapes=tuple(without_lines(shape.shapes)))
        elif not isinstance(shape, Group):
            yield shape


@pytest.mark.outside("pdftoppm", "pdftohtml")
@pytest.mark.parametrize("options", [{}, {"findings": "none"}])
def test_the_pdf_is_the_same_picture(options: dict[str, Any], qapp: Any, tmp_path: Path) -> None:
    """Drawn by poppler it is what Qt draws as PNG; a picture without its lines would differ."""
    made = material(**options)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.write(made))
    subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", path, tmp_path / "a"], check=True)
    drawn, ours = QImage(str(tmp_path / "a.png")), png.drawn(made.picture, made.theme, 1.0)
    assert abs(drawn.width() - ours.width()) <= 1
    blank = QImage(ours.size(), QImage.Format.Format_RGB32)
    blank.fill("white")
    assert difference(drawn, ours) < difference(blank, ours) / 3
    without = Picture(made.picture.width, made.picture.height, list(without_lines(made.picture.shapes)))
    assert difference(drawn, png.drawn(without, made.theme, 1.0)) > difference(drawn, ours) * 1.05
    xml = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", path], check=True, capture_output=True, text=True
    ).stdout
    linked = {"".join(link.itertext()) for link in ElementTree.fromstring(xml).iter("a")}
    assert {str(number) for number, _box in expected(made).badges} <= linked


def test_the_sample_of_these_tests_has_everything() -> None:
    seen = expected(material())
    assert all(seen)
    assert len(seen.boxes) == len(SAMPLE.boxes)
