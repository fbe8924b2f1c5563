"""Markdown, JSON, Mermaid and draw.io: whole, and every text of the chart only ever text."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from orgsketch.drawing.keys import NO_ABSOLUTE
from orgsketch.drawing.metrics import width
from orgsketch.drawing.options import DEFAULTS
from orgsketch.drawing.picture import Group, texts
from orgsketch.drawing.relations import kind_title
from orgsketch.drawing.theme import face
from orgsketch.exporters import drawio, md, mermaid
from orgsketch.exporters import json as json_exporter
from orgsketch.exporters.drawiolabels import Spots
from orgsketch.exporters.material import Material
from orgsketch.exporters.placed import placed
from orgsketch.files import chartfile
from orgsketch.layout.geometry import Rect
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, BasedOn, Box
from orgsketch.resources import samples
from orgsketch.rules.finding import Disagreement, Finding, OpenQuestion, Reason, Report, Said
from tests.charts import big_chart, do
from tests.exporters.material import EMPTY, SAMPLE, finding, material, naughty, question, titled

LARGE = big_chart(900)


# --- Markdown ---------------------------------------------------------------------------------------------


MARKUP = {"strong_open", "strong_close", "em_open", "em_close"}


def tokens(chart: Chart, **changed: Any) -> list[Token]:
    return MarkdownIt("commonmark").parse(md.text(material(chart, **changed)))


def spoken(token: Token) -> str:
    """The text of an inline token, as a reader sees it."""
    return "".join(
        child.content if child.type in ("text", "text_special") else " " for child in token.children or []
    )


def said(chart: Chart, **changed: Any) -> list[str]:
    return [spoken(token) for token in tokens(chart, **changed) if token.type == "inline"]


def test_the_brief_has_every_part_in_order() -> None:
    made = tokens(SAMPLE, accepted=True)
    headings = [spoken(made[place + 1]) for place, token in enumerate(made) if token.type == "heading_open"]
    assert headings[:8] == [
        "Acme today",
        "At a glance",
        "Context",
        "The chart",
        "Reporting lines",
        "Other lines",
        "Findings",
        "Bridges",
    ]
    assert headings[-2:] == ["Accepted", "Open questions"]
    text = "\n".join(said(SAMPLE))
    for part in (
        "The gulf of information was huge",
        "Byron Workman, Reorg time",
        "David Daniels disagrees",
        NO_ABSOLUTE,
    ):
        assert part in text


def test_the_brief_says_at_a_glance_what_weighs_most() -> None:
    told = said(SAMPLE)
    assert "No bridge between PM and PMM (1)" in next(line for line in told if "1 critical" in line)
    assert any(line.strip().startswith("1 strength : Services beside marcom") for line in told)
    assert "1 open question" in told


def test_the_brief_tells_who_sits_where_and_who_waits_for_a_place() -> None:
    chart = do(SAMPLE, edits.add, "Pricing")
    text = md.text(material(chart))
    assert "- Product Marketing – Ana Ruiz, Lea Brandt" in text
    assert (
        text.index("### Not placed yet") < text.index("- Pricing – 1 person") < text.index("### Other lines")
    )
    assert "Lea Brandt" not in md.text(material(names="none"))
    assert "- Product Marketing – A. R., L. B." in md.text(material(names="initials"))


def test_the_brief_of_an_option_says_what_it_is_based_on() -> None:
    head = replace(SAMPLE.head, based_on=BasedOn("c_today", "Acme *before*"))
    told = said(replace(SAMPLE, head=head))
    assert "The option" in told
    assert any("Based on “Acme *before*”." in line for line in told)


def test_lines_that_say_the_same_to_several_are_one() -> None:
    chart = do(SAMPLE, edits.draw, "informs", "b_events", "b_pm")
    assert "- Events – *informs* – PM Sensors, R&D \\<Development\\>" in md.text(material(chart))


def of_team(box: str, *reasons: Reason, dispute: Disagreement | None = None) -> Finding:
    title = SAMPLE.boxes[box].title
    message = f"{title} is spread thin."
    disputed_by = (dispute,) if dispute else ()
    return finding(
        "CAP101",
        "Spread thin",
        "risk",
        "major",
        "capacity",
        box,
        message=message,
        because=reasons,
        disputed_by=disputed_by,
        noted=("The date has passed",),
    )


def brief_of(*found: Finding, questions: tuple[OpenQuestion, ...] = (), **changed: Any) -> str:
    return md.text(replace(material(**changed), report=Report(found, questions)))


def test_what_holds_for_several_boxes_is_said_once() -> None:
    teams = [
        of_team(box, Reason(f"{SAMPLE.boxes[box].title} is staffed", "yes", "staffed", box))
        for box in ("b_pmm", "b_pm", "b_pm2")
    ]
    text = brief_of(*teams)
    assert "Product Marketing is spread thin. The same holds for PM Sensors and PM Cloud." in text
    assert "- Product Marketing is staffed; so it is with PM Sensors and PM Cloud" in text
    assert text.count("spread thin.") == 1
    assert text.count("The date has passed.") == 1


def test_a_reason_that_is_not_known_is_no_fact() -> None:
    asked = Reason("Product Marketing: Which meetings?", "unknown", "box.presence", "b_pmm")
    assert "- Not answered: Product Marketing: Which meetings?" in brief_of(of_team("b_pmm", asked))


def test_a_quote_is_given_once_and_referred_to_after_that() -> None:
    def dispute(case: str, holds: str) -> Disagreement:
        return Disagreement("David Daniels", case, holds, "buyers first")

    found = [
        of_team("b_pmm", dispute=dispute("marketing is strategic", "unknown")),
        finding("B", "Another", "risk", "minor", "capacity", "b_pm", disputed_by=(dispute("so", "yes"),)),
        finding("C", "Third", "risk", "minor", "capacity", disputed_by=(dispute("in every case: so", "no"),)),
    ]
    text = brief_of(*found)
    assert "marketing is strategic: “buyers first” (not known whether it holds here)" in text
    assert "disagrees when so (quoted at 1; holds here)" in text
    assert "disagrees in every case: so (quoted at 1)" in text
    assert brief_of(*found, sources="full").count("“buyers first”") == 3


def test_an_article_is_named_once() -> None:
    unnamed = Said("The unnamed author of “Who should own it?”", "Who should own it?", "It depends")
    text = brief_of(finding("A", "Owner", "risk", "minor", "capacity", sources=(unnamed,)))
    assert "> “It depends” — The unnamed author of “Who should own it?”\n" in text


def test_a_question_is_asked_once_and_names_all_it_is_about() -> None:
    same = ("box.strong", "Is it strong?")
    asked = (question(*same, "b_pm", "UNI108"), question(*same, "b_pmm", "UNI108", "UNI109"))
    text = brief_of(questions=asked)
    assert "- **Is it strong?** PM Sensors, Product Marketing" in text
    assert "  - Decides: Two strong roles, nobody to settle conflict (UNI108); Expect conflict" in text
    assert "- 1 open question\n" in text


def test_the_context_of_a_part_stands_below_that_of_the_company() -> None:
    chart = do(SAMPLE, edits.answer, "b_product", "segment", Answer("consumer"))
    told = said(chart)
    assert any(line.startswith("Product: ") and "onsumer" in line for line in told)
    assert any(line.startswith("Product – ") and line.endswith("· a context of its own") for line in told)


def test_the_brief_lists_changes_against_a_baseline_only() -> None:
    moved = do(SAMPLE, edits.move, "b_pmm", "b_product")
    assert "Product Marketing  moved, manager: Marketing → Product" in "\n".join(said(moved, baseline=SAMPLE))
    assert "What changes" not in said(moved)


def test_the_brief_nests_boxes_as_they_report() -> None:
    lines = md.text(material()).splitlines()
    assert "  - Product – 1 person" in lines
    assert "    - PM Sensors – Ken Ito" in lines


@pytest.mark.parametrize("text", naughty())
def test_a_brief_takes_no_title_for_markup(text: str) -> None:
    made = tokens(titled(text))
    assert not [
        token.type for token in made if token.type in ("html_block", "code_block", "fence", "table_open")
    ]
    inner = {child.type for token in made for child in token.children or []}
    assert inner <= {
        "text",
        "text_special",
        "softbreak",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    }
    assert " ".join(text.split()) in said(titled(text))[0]


def test_a_deep_brief_names_every_box() -> None:
    above = [None, *(f"b_{n}" for n in range(299))]
    boxes = [Box(f"b_{n}", f"Layer {n}", reports_to=manager) for n, manager in enumerate(above)]
    text = "\n".join(said(Chart.of(SAMPLE.head, boxes=boxes)))
    assert all(f"Layer {n} " in text for n in range(300))


# --- JSON -------------------------------------------------------------------------------------------------


def test_the_chart_inside_the_json_is_a_chart_file() -> None:
    told = json.loads(json_exporter.write(material()))
    back = chartfile.read(json.dumps(told["chart"]).encode())
    assert set(back.boxes) == set(SAMPLE.boxes)
    assert [finding["rule"] for finding in told["findings"]][:2] == ["UNI102", "PMM101"]
    assert told["questions"][0]["decides"] == ["PMM101", "PMM112"]
    assert "changes" not in told


def test_the_json_holds_the_findings_that_were_asked_for() -> None:
    def rules(**options: Any) -> list[str]:
        told = json.loads(json_exporter.write(material(**options)))
        return [finding["rule"] for finding in told["findings"]]

    assert "MKT105" in rules()
    assert rules(findings="none") == []
    assert rules(findings=("UNI102",)) == ["UNI102"]
    assert "MCM101" not in rules(strengths=False)


def test_json_without_names_names_nobody() -> None:
    text = json_exporter.write(material(names="none")).decode()
    for word in ("Ana", "Ruiz", "ana@acme", "Ken Ito", "Delft", "4711"):
        assert word not in text
    told = json.loads(text)
    assert told["chart"]["boxes"]["b_pmm"]["headcount"] == 2


def test_judgements_stay_at_home() -> None:
    assert SAMPLE.boxes["b_marketing"].answers
    told = json.loads(json_exporter.write(material()))
    assert "answers" not in told["chart"]["boxes"]["b_marketing"]


# --- Mermaid ----------------------------------------------------------------------------------------------

NODE = re.compile(r'\s+(\w+)\["([^"]*)"\](?::::\w+)?')
EDGE = re.compile(r'\s+(b_\w+) (\S+?)(?:\|"([^"]*)"\|)? (b_\w+)')


def diagram(
    chart: Chart, **changed: Any
) -> tuple[dict[str, str], list[tuple[str, str, str, str]], list[str]]:
    """The labels of the nodes, the edges, and the lines that are neither."""
    nodes, edges, other = {}, [], []
    for line in mermaid.write(material(chart, **changed)).decode().splitlines():
        if found := NODE.fullmatch(line):
            nodes[found[1]] = re.sub(r"#(\d+);", lambda number: chr(int(number[1])), found[2])
        elif found := EDGE.fullmatch(line):
            edges.append((found[1], found[2], found[3] or "", found[4]))
        else:
            other.append(line)
    return nodes, edges, other


def test_mermaid_has_the_boxes_lines_and_findings() -> None:
    nodes, edges, _ = diagram(SAMPLE)
    assert nodes["b_dev"] == "R&D <Development><br/>12.5 people"
    assert nodes["b_pmm"].endswith("findings 1, 2")
    assert nodes["n1"].startswith("1. No bridge between PM and PMM<br/>“The gulf")
    lines = {(start, end) for start, arrow, _label, end in edges if arrow == "---"}
    assert lines == {(box.reports_to, box.id) for box in SAMPLE.boxes.values() if box.reports_to}
    assert ("b_pmm", "-.-", "launch only", "b_product") in edges


def test_mermaid_puts_the_findings_in_rows_below_the_chart() -> None:
    """Notes without a link would all stand in one row, as wide as they are many."""
    _nodes, _edges, other = diagram(LARGE)
    links = [line.split() for line in other if "~~~" in line]
    notes = [start for start, _unseen, end in links if end != "findings"]
    assert notes == [f"n{place + 1}" for place in range(len(notes))]
    assert any(end == "findings" and start in LARGE.boxes for start, _unseen, end in links)


def test_what_a_line_pushes_down_stays_above_the_findings() -> None:
    chart = do(SAMPLE, edits.draw, "informs", "b_pm", "b_dev")
    chart = do(chart, edits.add, "Firmware", ["development"], "b_dev", id="b_firm")
    assert "  b_firm ~~~ findings" in diagram(chart)[2]


def test_mermaid_says_context_and_who_made_it_when() -> None:
    nodes, _edges, _other = diagram(SAMPLE, author="Ana", date="2027-03-01", mark="draft")
    assert nodes["context"].startswith("Product knows the market: no · ")
    assert nodes["context"].endswith("<br/>Ana · 2027-03-01 · draft")
    assert nodes["b_pm"].endswith("<br/>finding 3")


def test_mermaid_has_every_box_of_a_large_chart() -> None:
    nodes, edges, _ = diagram(LARGE)
    assert {box: nodes[box].split("<br/>")[0] for box in LARGE.boxes} == {
        b.id: b.title for b in LARGE.boxes.values()
    }
    assert len(edges) == len(LARGE.boxes) - 1 + len(LARGE.relations)


@pytest.mark.parametrize("text", naughty())
def test_mermaid_takes_no_title_for_a_word_of_its_own(text: str) -> None:
    nodes, edges, other = diagram(titled(text))
    assert nodes["b_2"].startswith(f"{text}<br/>")
    assert [edge[::3] for edge in edges] == [("b_1", "b_2")]
    words = re.compile(
        r"---|flowchart TD|  (classDef|subgraph|  direction|style) [\w #:,;\[\]\"-]+|  end|  [\w ]+ ~~~ \w+"
    )
    settings = ("config:", "  flowchart:", "    wrappingWidth: 320")
    told = [line for line in other if line not in settings and not words.fullmatch(line)]
    assert told == [other[1]]
    assert json.loads(other[1].removeprefix("title: ")) == text
    assert "%" not in other[1]


# --- draw.io ----------------------------------------------------------------------------------------------


def cells(chart: Chart, **changed: Any) -> dict[str, tuple[ElementTree.Element, ElementTree.Element]]:
    """id -> (what holds the label, the cell)."""
    root = ElementTree.fromstring(drawio.write(material(chart, **changed))).find("diagram/mxGraphModel/root")
    assert root is not None
    return {owner.get("id", ""): (owner, cell) for owner in root for cell in owner.iter("mxCell")}


def number(element: ElementTree.Element | None, name: str) -> float:
    assert element is not None
    return float(element.get(name, "nan"))


def test_drawio_has_a_cell_a_box_with_its_own_text_and_data() -> None:
    found = cells(SAMPLE)
    assert set(SAMPLE.boxes) <= set(found)
    owner, cell = found["b_pmm"]
    assert owner.get("label") == "Product Marketing\nAna Ruiz and 1 more"
    assert owner.get("functions") == "product_marketing; product_management"
    assert "html=0" in cell.get("style", "")


def test_drawio_lines_are_glued_and_bend_as_the_picture_does() -> None:
    found = cells(SAMPLE)
    for box in SAMPLE.boxes.values():
        if box.reports_to:
            _, edge = found[f"line-{box.id}"]
            assert (edge.get("source"), edge.get("target")) == (box.reports_to, box.id)
            style = dict(part.split("=") for part in edge.get("style", "").split(";") if "=" in part)
            assert all(0 <= float(style[side]) <= 1 for side in ("exitX", "exitY", "entryX", "entryY"))
    _, informs = found["r_informs"]
    assert (informs.get("source"), informs.get("target")) == ("b_events", "b_dev")


def test_drawio_has_the_words_that_somebody_wrote_on_a_line_even_without_room() -> None:
    chart = SAMPLE
    for end in ("b_pm", "b_pm2", "b_product", "b_ceo"):
        chart = do(chart, edits.draw, "informs", "b_pmm", end, f"what {end} has to know every week")
    made = material(chart)
    roomy = {place.group.id for place in placed(made.picture.shapes) if place.group.kind == "label"}
    tight = set(chart.relations) - roomy
    assert tight
    found = cells(chart)
    for line in chart.relations.values():
        label = found[line.id][0].get("label", "")
        assert label == (line.label or ("" if line.id in tight else kind_title(line.kind)))


def test_words_without_room_stand_apart_from_other_words() -> None:
    spots = Spots([], [Rect(0, -50, 40, 100)], 1.0)
    way = [(0.0, 0.0), (200.0, 0.0)]
    first, second, third = (spots.middle(line, "words", way) for line in ("r_1", "r_2", "r_3"))
    assert first == (100.0, 0.0)
    tall, wide = face("label").line, width("words", "label")
    for one, other in ((first, second), (first, third), (second, third)):
        assert abs(one[0] - other[0]) >= wide or abs(one[1] - other[1]) >= tall


def test_drawio_cells_stand_where_the_picture_has_them() -> None:
    made = material()
    bounds = made.layout.bounds
    at = {box: cells(SAMPLE)[box][1].find("mxGeometry") for box in SAMPLE.boxes}
    shift = number(at["b_ceo"], "x") - made.layout.rect("b_ceo").x  # type: ignore[union-attr]
    for box, geometry in at.items():
        rect = made.layout.rect(box)
        assert rect is not None
        assert number(geometry, "x") - rect.x == pytest.approx(shift, abs=0.1)
        assert (number(geometry, "width"), number(geometry, "height")) == (rect.width, rect.height)
    assert bounds.width > 0


def test_drawio_boxes_say_what_stands_beside_who_sits_there() -> None:
    chart = do(SAMPLE, edits.answer, "b_pmm", "presence", Answer(("launch_prep", "roadmap_sessions")))
    found = cells(chart)
    owner, cell = found["beside-b_pmm"]
    assert cell.get("parent") == "b_pmm"
    assert "takes part in 1 of 3 product meetings" in owner.get("tooltip", "")
    assert "image=data:" in cell.get("style", "")
    assert "beside-b_pm" not in found


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_drawio_names_no_cell_twice_and_every_badge_stands_on_its_box(path: Path) -> None:
    made = Material.of(chartfile.read(path.read_bytes()), DEFAULTS)
    root = ElementTree.fromstring(drawio.write(made)).find("diagram/mxGraphModel/root")
    assert root is not None
    ids = [cell.get("id") for cell in root]
    assert len(ids) == len(set(ids))
    found = {owner.get("id", ""): cell for owner in root for cell in owner.iter("mxCell")}
    for key, cell in found.items():
        if key.startswith("badge-"):
            box, badge = rect_of(found[cell.get("parent", "")]), rect_of(cell)
            assert -badge.width <= badge.x <= box.width
            assert -badge.height <= badge.y <= badge.height


def test_drawio_badges_belong_to_their_boxes() -> None:
    found = cells(SAMPLE)
    assert found["badge-1-b_pmm"][1].get("parent") == "b_pmm"
    assert found["finding-1-1"][0].get("label") == "No bridge between PM and PMM"
    assert found["finding-1-2"][0].get("label", "").startswith("“The gulf")


def test_drawio_says_what_the_picture_says_around_the_chart() -> None:
    """Title, context, findings, keys and footer, none over another."""
    made = material()
    around = [shape for shape in made.picture.shapes if isinstance(shape, Group) and shape.kind == "page"]
    said = {word for text in texts(around) if text.style != "badge" for word in text.text.split()}
    found = cells(SAMPLE)
    labels = " ".join(owner.get("label", "") for owner, _cell in found.values())
    assert said <= set(labels.split())
    pictures = [key for key, (_owner, cell) in found.items() if "image=data:" in cell.get("style", "")]
    assert any(key.startswith("key-") for key in pictures)
    assert set(SAMPLE.boxes) <= set(pictures)
    assert_apart([rect_of(cell) for key, (_owner, cell) in found.items() if key.startswith("finding-1-")])


def rect_of(cell: ElementTree.Element) -> Rect:
    geometry = cell.find("mxGeometry")
    return Rect(*(number(geometry, name) for name in ("x", "y", "width", "height")))


def assert_apart(rects: list[Rect]) -> None:
    for above, below in pairwise(rects):
        assert above.bottom <= below.y + 1


def test_drawio_has_every_box_of_a_large_chart() -> None:
    found = cells(LARGE)
    labels = {box: found[box][0].get("label", "").split("\n")[0] for box in LARGE.boxes}
    assert labels == {box.id: box.title for box in LARGE.boxes.values()}
    assert {f"line-{box}" for box in tree.walk(LARGE) if LARGE.boxes[box].reports_to} <= set(found)


@pytest.mark.parametrize("text", naughty())
def test_drawio_keeps_any_title_as_text(text: str) -> None:
    owner, cell = cells(titled(text))["b_2"]
    assert owner.get("label", "").split("\n")[0] == text
    assert "html=0" in cell.get("style", "").split(";")
    assert html.unescape(html.escape(text)) == text


@pytest.mark.parametrize("exporter", [md, mermaid, drawio, json_exporter])
def test_an_empty_chart_is_a_file_too(exporter: Any) -> None:
    assert exporter.write(material(EMPTY))
