"""DOT: plain text stays plain, every box and line is there, `dot` reads it where it is installed."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from immutables import Map

from orgsketch.drawing.keys import NO_ABSOLUTE
from orgsketch.errors import ExporterError
from orgsketch.exporters import export
from orgsketch.exporters.dot import RELATION_STYLES, write
from orgsketch.model.records import RELATION_KINDS, Relation
from tests.exporters.material import SAMPLE, material, naughty, titled

Point: TypeAlias = tuple[float, float]

pytestmark = pytest.mark.outside("dot")


def read_by_dot(data: bytes) -> dict[str, list[dict[str, object]]]:
    done = subprocess.run(["dot", "-Tdot_json"], input=data, capture_output=True, check=True)
    parsed: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return parsed


def test_every_box_and_line_is_there() -> None:
    graph = read_by_dot(write(material()))
    nodes = {node["name"] for node in graph["objects"] if "nodes" not in node}
    assert nodes == set(SAMPLE.boxes)
    lines = sum(1 for box in SAMPLE.boxes.values() if box.reports_to)
    assert len(graph["edges"]) == lines + len(SAMPLE.relations)


def test_findings_are_numbered_on_the_boxes_and_listed() -> None:
    text = write(material()).decode()
    assert "1. No bridge between PM and PMM (Critical, UNI102)" in text
    assert "[1, 2]" in text


def test_departments_are_clusters() -> None:
    graph = read_by_dot(write(material()))
    clusters = {node["name"]: node for node in graph["objects"] if node["name"].startswith("cluster_")}
    assert set(clusters) == {"cluster_b_product", "cluster_b_marketing"}
    names = [node["name"] for node in graph["objects"]]
    inside = {names[number] for number in clusters["cluster_b_marketing"]["nodes"]}
    assert inside == {"b_marketing", "b_pmm", "b_events"}


@pytest.mark.outside("dot")
@pytest.mark.parametrize(("form", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_dot_draws_pictures_where_it_is_installed(form: str, start: bytes, tmp_path: Path) -> None:
    export(SAMPLE, tmp_path / f"x.dot.{form}")
    assert (tmp_path / f"x.dot.{form}").read_bytes().startswith(start)


def test_where_there_is_no_dot_that_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExporterError, match=r"^Graphviz is not installed.*\.$"):
        export(SAMPLE, tmp_path / "x.dot.svg")
    export(SAMPLE, tmp_path / "x.dot")


@pytest.mark.parametrize("turned", [False, True])
def test_lines_begin_and_point_where_they_do_on_the_chart(turned: bool) -> None:
    """Graphviz has turned arrows round; each end of every line is held against the box it should touch."""
    ends = ("b_pm", "b_pmm"), ("b_events", "b_product"), ("b_pm2", "b_events"), ("b_dev", "b_pm")
    pairs = [pair[::-1] if turned else pair for pair in ends]
    lines = [
        Relation(f"r_{number}{kind}", kind, *pairs[number % len(pairs)])
        for number, kind in enumerate(RELATION_KINDS)
    ]
    graph = laid_out(write(material(replace(SAMPLE, relations=Map({line.id: line for line in lines})))))
    boxes = {node["_gvid"]: node for node in graph["objects"] if "width" in node}
    drawn = [edge for edge in graph["edges"] if edge.get("constraint") == "false"]
    assert len(drawn) == len(lines)
    for edge in drawn:
        is_pointing = edge["dir"] != "none"
        for path in str(edge["pos"]).split(";"):
            start, end, points = ends_of(path)
            assert near(start or points[0], boxes[edge["tail"]]), edge["xlabel"]
            assert near(end or points[-1], boxes[edge["head"]]), edge["xlabel"]
            assert bool(end) is is_pointing


def laid_out(data: bytes) -> dict[str, list[dict[str, Any]]]:
    done = subprocess.run(["dot", "-Tjson"], input=data, capture_output=True, check=True)
    parsed: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return parsed


def ends_of(path: str) -> tuple[Point | None, Point | None, list[Point]]:
    """Where the arrows at both ends of a path point to, if there are any, and its points."""
    marked: dict[str, Point] = {}
    points = []
    for part in path.split():
        mark = part[0] if part[0] in "se" else ""
        x, y = map(float, part.removeprefix(f"{mark},").split(","))
        if mark:
            marked[mark] = (x, y)
        else:
            points.append((x, y))
    return marked.get("s"), marked.get("e"), points


def near(point: Point, node: dict[str, Any]) -> bool:
    """Whether a point touches a box; lengths are points."""
    x, y = map(float, node["pos"].split(","))
    wide, tall = float(node["width"]) * 36, float(node["height"]) * 36
    return abs(point[0] - x) <= wide + 4 and abs(point[1] - y) <= tall + 4


def test_every_kind_of_relation_is_styled() -> None:
    assert set(RELATION_STYLES) == set(RELATION_KINDS)


@pytest.mark.parametrize(
    "text", ["<b>bold</b>", "<", "a\\nb\\l\\N", '"; evil [label="x"] //', "&amp;", "a -> b", "{|}"]
)
def test_labels_are_neither_markup_nor_escapes(text: str) -> None:
    nodes = read_by_dot(write(material(titled(text))))["objects"]
    label = next(str(node["label"]) for node in nodes if node["name"] == "b_2")
    assert label.replace("\\\\", "\\").startswith(text)


def test_naughty_strings_are_read_back() -> None:
    for text in naughty():
        assert len(read_by_dot(write(material(titled(text))))["objects"]) == 2


def test_the_words_below_say_context_weight_and_that_nothing_is_absolute() -> None:
    source = write(material(SAMPLE)).decode()
    assert NO_ABSOLUTE in source
    assert "Ana · 2027 · draft" in write(material(author="Ana", date="2027", mark="draft")).decode()
    found = material(SAMPLE).entries
    assert f"1. {found[0].title} (Critical, {found[0].rule})" in source
    asked = [entry for entry in found if entry.mark.kind == "question"]
    assert all(f"{entry.title} ({entry.notes[0]})" in source for entry in asked)
    assert not any(f"({entry.rule})" in source for entry in asked)
