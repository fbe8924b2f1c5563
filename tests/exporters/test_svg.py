"""SVG: well-formed whatever it holds, complete, nothing in it runs or is fetched."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsketch.drawing.picture import Group, Picture, Rectangle, Text, groups
from orgsketch.drawing.theme import NAMES, Theme
from orgsketch.exporters.svg import svg, write
from orgsketch.model.chart import Chart
from tests.charts import big_chart, charts
from tests.exporters.material import SAMPLE, material, naughty, titled

SVG = "{http://www.w3.org/2000/svg}"


def parsed(data: bytes | str) -> ET.Element:
    return ET.fromstring(data)


def words(root: ET.Element) -> str:
    """All text that is drawn, in one line."""
    return " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))


def test_it_holds_what_the_picture_holds() -> None:
    made = material()
    root = parsed(write(made))
    classes = Counter(element.get("class") for element in root.iter(f"{SVG}g") if element.get("class"))
    counted = Counter(group.kind for group in groups(made.picture.shapes) if group.id)
    assert classes == counted
    assert classes["box"] == len(SAMPLE.boxes)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_a_large_chart_is_complete_vectors_and_small() -> None:
    chart = big_chart(900)
    data = write(material(chart))
    root = parsed(data)
    assert len(data) < 3_000_000
    assert not list(root.iter(f"{SVG}image"))
    titles = {
        element.findtext(f"{SVG}title") for element in root.iter(f"{SVG}g") if element.get("class") == "box"
    }
    assert titles == {box.title for box in chart.boxes.values()}
    drawn = words(root)
    assert not [box.title for box in chart.boxes.values() if box.title.split()[-1] not in drawn]


def test_every_box_and_finding_has_a_name_for_readers() -> None:
    root = parsed(write(material()))
    by_id = {element.get("id"): element for element in root.iter(f"{SVG}g") if element.get("id")}
    for box in SAMPLE.boxes.values():
        assert by_id[f"box-{box.id}"].findtext(f"{SVG}title") == box.title
    assert "reports to Marketing" in (by_id["box-b_pmm"].findtext(f"{SVG}desc") or "")
    assert root.findtext(f"{SVG}title") == "Acme today"
    assert "The gulf of information was huge" in words(root)


def test_ids_are_unique_names() -> None:
    shapes = [Group("box", id, (Rectangle(0, 0, 1, 1, "card"),)) for id in ("a", "a", "a b", "a_b", "ü")]
    root = parsed(svg(Picture(10, 10, shapes), Theme()))
    ids = [element.get("id") or "" for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 7
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", id) for id in ids)


@pytest.mark.parametrize("text", naughty())
def test_naughty_strings_stay_text(text: str) -> None:
    root = parsed(write(material(titled(text))))
    assert "".join(text.split()) in "".join(words(root).split())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "path",
        "text",
    }


@given(st.text())
def test_any_text_at_all_is_well_formed(text: str) -> None:
    """Also what no chart may hold: a picture can be made by hand."""
    group = Group("box", text, (Text(0, 0, text, "body"),), title=text, description=text)
    root = parsed(svg(Picture(10, 10, [group], text, text), Theme()))
    assert root.tag == f"{SVG}svg"


@given(charts())
@settings(max_examples=20)
def test_any_chart_is_well_formed_and_complete(chart: Chart) -> None:
    made = material(chart)
    root = parsed(write(made))
    drawn = {element.get("id") for element in root.iter(f"{SVG}g")}
    assert {f"box-{branch.box}" for branch, _x, _y in made.layout.cards()} <= drawn


def test_nothing_runs_and_nothing_is_fetched() -> None:
    text = write(material(titled("<script>alert(1)</script>"))).decode()
    assert not re.search(r"<script|<style|<image|<foreignObject|href|\son\w+=|url\(|@import|<!", text)
    assert text.count("http") == text.count("http://www.w3.org/2000/svg") == 1


@pytest.mark.parametrize("theme", NAMES)
def test_every_theme_can_be_exported(theme: str) -> None:
    root = parsed(write(material(theme=theme)))
    assert (root.find(f"{SVG}rect") or root).get("fill", Theme(theme).color("surface")) == Theme(theme).color(
        "surface"
    )
    assert ".." not in str(root.attrib)


def test_a_text_that_fills_its_room_is_held_to_it() -> None:
    tight, loose = (
        Text(0, 0, "Product marketing", "card_title", room=118),
        Text(0, 0, "PM", "card_title", room=118),
    )
    root = parsed(svg(Picture(10, 10, [tight, loose]), Theme()))
    assert [element.get("textLength") is not None for element in root.iter(f"{SVG}text")] == [True, False]


def test_the_file_is_the_same_again() -> None:
    assert write(material()) == write(material())
