"""Slides, read back by python-pptx: native shapes with their own text, glued lines, nothing too small."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from orgsketch.drawing.keys import NO_ABSOLUTE
from orgsketch.errors import ExporterError
from orgsketch.exporters import pptx, slides
from orgsketch.exporters.deck import PRESENTATION_TYPE, TEMPLATE_TYPE, opened
from orgsketch.exporters.elbows import elbow
from orgsketch.exporters.slides import LEAST, Room, plans
from orgsketch.layout.tidy import Layout
from orgsketch.model import order
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box, Head
from tests.charts import big_chart
from tests.exporters.material import EMPTY, SAMPLE, material, naughty, titled


def deck(chart: Chart = SAMPLE, **changed: Any) -> Any:
    return Presentation(io.BytesIO(pptx.write(material(chart, **changed))))


@cache
def large() -> tuple[Chart, Any]:
    chart = big_chart(900)
    return chart, deck(chart)


def boxes(slide: Any) -> dict[str, Any]:
    return {shape.name.removeprefix("Box "): shape for shape in slide.shapes if shape.name.startswith("Box ")}


def lines(slide: Any) -> Iterator[Any]:
    return (shape for shape in slide.shapes if shape.name.startswith(("Line ", "Relation r_")))


def glued(line: Any) -> tuple[int, int]:
    """The ids of the shapes at both ends."""
    ends = [line._element.find(f".//{{*}}{name}") for name in ("stCxn", "endCxn")]
    return int(ends[0].get("id")), int(ends[1].get("id"))


def texts(slide: Any) -> Iterator[str]:
    return (shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_every_box_is_one_shape_with_its_own_text() -> None:
    slide = deck().slides[0]
    found = boxes(slide)
    assert set(found) == set(SAMPLE.boxes)
    for box, shape in found.items():
        assert shape.shape_type == MSO_SHAPE_TYPE.FREEFORM
        assert shape.text_frame.paragraphs[0].text == SAMPLE.boxes[box].title
    assert found["b_pmm"].text_frame.paragraphs[1].text == "Ana Ruiz and 1 more"
    alone = [text for text in texts(slide) if text.startswith("Product Marketing")]
    assert len(alone) == 1


def test_lines_are_glued_to_both_their_boxes() -> None:
    slide = deck().slides[0]
    ids = {shape.shape_id: box for box, shape in boxes(slide).items()}
    ends = {line.name: tuple(ids[end] for end in glued(line)) for line in lines(slide)}
    reporting = {f"Line {b.id}": (b.reports_to, b.id) for b in SAMPLE.boxes.values() if b.reports_to}
    relations = {f"Relation {r.id}": (r.start, r.end) for r in SAMPLE.relations.values()}
    assert ends == {**reporting, **relations}


def test_ends_of_lines_touch_the_sites_they_are_glued_to() -> None:
    slide = deck().slides[0]
    by_id = {shape.shape_id: shape for shape in boxes(slide).values()}
    for line in lines(slide):
        corners = set()
        for name in ("stCxn", "endCxn"):
            end = line._element.find(f".//{{*}}{name}")
            shape, site = by_id[int(end.get("id"))], int(end.get("idx"))
            half, tall = shape.width // 2, shape.height // 2
            at = [(half, 0), (0, tall), (half, shape.height), (shape.width, tall)]
            posts = shape._element.findall(".//{*}cxnLst/{*}cxn/{*}pos")[4:]
            at += [(int(post.get("x")), shape.height) for post in posts]
            corners.add((shape.left + at[site][0], shape.top + at[site][1]))
        middle = (sum(x for x, _ in corners) / 2, sum(y for _, y in corners) / 2)
        assert middle[0] == pytest.approx(line.left + line.width / 2, abs=20_000)
        assert middle[1] == pytest.approx(line.top + line.height / 2, abs=20_000)


def test_badges_legend_and_notes_say_the_same_numbers() -> None:
    first = deck().slides[0]
    badges = {shape.name: shape.text_frame.text for shape in first.shapes if shape.name.startswith("Badge ")}
    assert badges["Badge 1 b_pmm"] == "1"
    assert {name.split()[1] for name in badges} == {"1", "2", "3", "5", "6"}
    legend = [text for text in texts(first) if text.startswith("No bridge between PM and PMM")]
    assert "“The gulf of information was huge” Byron Workman" in legend[0]
    notes = first.notes_slide.notes_text_frame.text
    assert "1. No bridge between PM and PMM" in notes
    assert "Byron Workman, Reorg time" in notes
    assert "David Daniels disagrees when marketing is strategic" in notes


def test_findings_and_questions_share_slides_where_that_saves_one() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck().slides]
    assert titles == ["Acme today", "Findings and open questions"]
    found = "\n".join(texts(deck().slides[1]))
    for part in (
        "PMM in marketing turns tactical: the message.",
        "“The gulf",
        "What would change it: Move it",
    ):
        assert part in found


def sizes(made: Any) -> Iterator[float]:
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    yield from (run.font.size.pt for run in paragraph.runs if run.font.size)


def test_nothing_is_smaller_than_ten_points() -> None:
    assert min(sizes(deck())) >= 10
    assert min(sizes(large()[1])) >= 10


def test_a_large_chart_is_split_until_it_can_be_read_and_nothing_is_lost() -> None:
    chart, made = large()
    shown: dict[str, str] = {}
    for slide in made.slides:
        for box, shape in boxes(slide).items():
            shown[box] = shape.text_frame.paragraphs[0].text
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
    assert shown == {box.id: box.title for box in chart.boxes.values()}


def test_slides_by_manager_show_each_with_the_direct_reports() -> None:
    chart, _ = large()
    made = list(plans(chart, lambda _: Room(1184, 470), by_manager=True))
    tops = {plan.top for plan in made[1:]}
    assert tops == {box for box in chart.boxes if chart.reports(box)}
    for plan in made[1:]:
        assert set(plan.boxes) - {plan.top} <= set(chart.reports(plan.top))


@pytest.mark.parametrize("count", [30, 120])
def test_a_wide_team_is_cut_into_parts_each_with_its_manager(count: int) -> None:
    keys = order.spread(count)
    team = [Box(f"b_{n}", f"Report {n}", (), "b_top", key) for n, key in enumerate(keys)]
    chart = Chart.of(Head("c_wide", "Wide"), boxes=[Box("b_top", "Manager"), *team])
    made = list(plans(chart, lambda _: Room(900, 420)))
    assert all(plan.scale >= LEAST for plan in made)
    assert {box for plan in made for box in plan.boxes} == set(chart.boxes)
    assert all("b_top" in plan.boxes for plan in made)


def test_every_slide_ends_with_the_sentence_no_slide_goes_without() -> None:
    for slide in deck(author="Ana", date="2027-01-31", mark="Draft, confidential").slides:
        said = list(texts(slide))
        assert any(text.startswith(NO_ABSOLUTE) for text in said)
        assert any("Ana · 2027-01-31 · Draft, confidential" in text for text in said)


@pytest.mark.parametrize("text", naughty())
def test_any_title_is_text_on_the_slide_and_in_the_notes(text: str) -> None:
    slide = deck(titled(text)).slides[0]
    shown = boxes(slide)["b_2"].text_frame.paragraphs[0].text
    whole = "" if len(shown) < len(text) else text
    assert shown == whole or ("…" in shown and text.startswith(shown.split("…")[0]))
    assert text in boxes(slide)["b_2"]._element.nvSpPr.cNvPr.get("descr")


def test_colours_of_families_are_those_of_the_theme() -> None:
    shape = boxes(deck().slides[0])["b_pmm"]
    assert str(shape.fill.fore_color.theme_color).startswith("ACCENT_2")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A user's own deck, 4:3, with a slide in it."""
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Confidential plans"
    own.save(tmp_path / "own.pptx")
    return tmp_path / "own.pptx"


def test_slides_go_into_a_users_own_template(template: Path) -> None:
    made = deck(template=str(template))
    assert made.slide_width == Presentation(template).slide_width
    assert next(s.shapes.title.text_frame.text for s in made.slides) == "Acme today"
    assert "Confidential plans" not in str([list(texts(slide)) for slide in made.slides])
    assert {box for slide in made.slides for box in boxes(slide)} == set(SAMPLE.boxes)
    assert min(sizes(made)) >= 10


def test_a_potx_is_a_template_too(template: Path, tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "own.potx"
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            is_types = name == "[Content_Types].xml"
            new.writestr(name, content.replace(PRESENTATION_TYPE, TEMPLATE_TYPE) if is_types else content)
    assert len(deck(template=str(path)).slides) >= 3


@pytest.mark.parametrize("content", [None, b"", b"no deck", b"PK\x03\x04"])
def test_what_is_no_template_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.pptx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ExporterError, match=r"The template .*x\.pptx cannot be used: .*\.$"):
        opened(str(path))


def test_an_empty_chart_is_a_slide_with_its_title() -> None:
    assert next(iter(texts(deck(EMPTY).slides[0]))) == "Empty"


def test_unplaced_boxes_are_listed() -> None:
    chart = Chart.of(SAMPLE.head, boxes=[*SAMPLE.boxes.values(), Box("b_bench", "On the bench")])
    assert any("On the bench" in text for slide in deck(chart).slides for text in texts(slide))


# --- the geometry of elbows -------------------------------------------------------------------------------


@st.composite
def bent(draw: st.DrawFn) -> list[tuple[float, float]]:
    """A line of alternating stretches, each at least a little long."""
    far = st.integers(-40, 40).filter(lambda d: abs(d) > 2).map(lambda d: d * 10.0)
    points = [(0.0, 0.0)]
    is_level = draw(st.booleans())
    for _ in range(draw(st.integers(2, 5))):
        x, y = points[-1]
        points.append((x + draw(far), y) if is_level else (x, y + draw(far)))
        is_level = not is_level
    (x1, y1), (x2, y2) = points[0], points[-1]
    return points if abs(x1 - x2) > 5 and abs(y1 - y2) > 5 else [points[0], (x1, y1 + 50), (x1 + 90, y1 + 50)]


def drawn(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners as a program draws them from the numbers of the connector."""
    made = elbow(points)
    shares = [share / 100_000 for share in made.adjustments]
    local = [(0.0, 0.0)]
    bends = int(made.shape[-1]) - 1
    for place in range(bends):
        x, y = local[-1]
        share = shares[place] if place < len(shares) else 1.0
        local.append((share * made.width, y) if place % 2 == 0 else (x, share * made.height))
    local.append((made.width, made.height))
    centre = (made.x + made.width / 2, made.y + made.height / 2)
    found = []
    for x, y in local:
        dx = (made.width - x if made.flip_h else x) - made.width / 2
        dy = (made.height - y if made.flip_v else y) - made.height / 2
        found.append((centre[0] - dy, centre[1] + dx) if made.is_turned else (centre[0] + dx, centre[1] + dy))
    return found


@given(bent())
def test_an_elbow_draws_the_line_it_was_made_of(points: list[tuple[float, float]]) -> None:
    for (x1, y1), (x2, y2) in zip(drawn(points), points, strict=True):
        assert (x1, y1) == (pytest.approx(x2, abs=0.1), pytest.approx(y2, abs=0.1))


def test_names_of_shapes_are_unique_on_a_slide() -> None:
    for slide in deck().slides:
        names = [shape.name for shape in slide.shapes if re.match("Box|Line|Relation|Badge", shape.name)]
        assert len(names) == len(set(names))


def test_slides_of_a_deep_line_are_found_without_trying_every_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    line = [Box(f"b_{at}", f"Box {at}", (), f"b_{at - 1}" if at else None, "a0") for at in range(150)]
    tried: list[Chart] = []
    monkeypatch.setattr(slides, "Layout", lambda *given: (tried.append(given[0]), Layout(*given))[1])
    made = list(plans(Chart.of(Head("c_deep"), boxes=line), lambda _top: Room(1200, 520)))
    assert {box for plan in made for box in plan.boxes} == {box.id for box in line}
    assert len(tried) < 20 * len(made)
