"""The page: one file that asks for nothing, holds everything, and says it to those who cannot see."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from orgsketch.drawing.keys import NO_ABSOLUTE
from orgsketch.exporters import html
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from tests.charts import big_chart, do
from tests.exporters.material import EMPTY, SAMPLE, material, naughty, question, report, titled

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """A page taken apart: its elements, and that each is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.elements: list[tuple[str, dict[str, str], str]] = []
        self._open: list[int] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, ""))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for place in self._open:
            tag, attributes, text = self.elements[place]
            self.elements[place] = (tag, attributes, text + data)

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str], str]]:
        wanted = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [(a, text) for name, a, text in self.elements if name == tag and wanted.items() <= a.items()]


def page(chart: Chart = SAMPLE, **changed: Any) -> Page:
    return Page(html.write(material(chart, **changed)).decode())


def moved() -> Chart:
    return do(SAMPLE, edits.move, "b_pmm", "b_product")


def listed(made: Page) -> list[str]:
    """The titles of the outline."""
    return [text for _, text in made.all("span", **{"class": "name"})]


def test_the_policy_allows_our_script_and_style_and_nothing_else() -> None:
    made = page()
    [(meta, _)] = made.all("meta", http_equiv="Content-Security-Policy")
    policy = dict(part.strip().split(" ", 1) for part in meta["content"].split(";"))
    for kind in ("script", "style"):
        [(_, text)] = made.all(kind)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert policy[f"{kind}-src"] == f"'sha256-{digest}'"
    assert policy["default-src"] == "'none'"


def test_nothing_is_fetched_and_nothing_runs_but_the_script() -> None:
    for tag, attributes, _ in page(baseline=moved()).elements:
        assert not {"src", "srcset", "data", "style", "action"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#"), tag


def test_every_box_is_drawn_listed_and_named() -> None:
    made = page()
    drawn = {a["data-box"]: a for a, _ in made.all("g", **{"class": "card"})}
    assert {box: a["data-title"] for box, a in drawn.items()} == {
        b.id: b.title for b in SAMPLE.boxes.values()
    }
    assert {box: a["data-manager"] for box, a in drawn.items()} == {
        b.id: b.reports_to or "" for b in SAMPLE.boxes.values()
    }
    assert [a["data-box"] for a, _ in made.all("li", role="treeitem")] == [*tree.walk(SAMPLE)]
    assert listed(made) == [SAMPLE.boxes[box].title for box in tree.walk(SAMPLE)]


def test_badges_lead_to_findings_that_say_the_same() -> None:
    made = page()
    ids = {a["id"]: text for a, text in made.all("article")}
    links = [a["href"][1:] for a, _ in made.all("a") if a["href"].startswith("#finding-")]
    assert links
    assert set(links) <= set(ids)
    for part in (
        "No bridge between PM and PMM",
        "Critical · UNI102",
        "Byron Workman, Reorg time",
        "buyers first",
    ):
        assert part in ids["finding-after-1"]
    assert made.all("blockquote")[0][1].startswith("“The gulf of information was huge”")


def test_the_outline_nests_as_boxes_report_and_any_depth_is_whole() -> None:
    above = [None, *(f"b_{n}" for n in range(999))]
    boxes = [Box(f"b_{n}", f"Layer {n}", reports_to=manager) for n, manager in enumerate(above)]
    made = page(Chart.of(SAMPLE.head, boxes=boxes))
    assert listed(made) == [f"Layer {n}" for n in range(1000)]
    inside = next(text for a, text in page().all("li", data_box="b_product"))
    assert "PM Sensors" in inside
    assert "Events" not in inside


def test_no_baseline_no_versions() -> None:
    made = page()
    assert [a["data-version"] for a, _ in made.all("div", **{"class": "version"})] == ["after"]
    assert not made.all("input", name="version")


def test_before_and_after_with_what_changes() -> None:
    made = page(moved(), baseline=SAMPLE)
    versions = {a["data-version"]: a for a, _ in made.all("div", **{"class": "version"})}
    assert "hidden" in versions["before"]
    assert "hidden" not in versions["after"]
    changes = made.all("ul", **{"class": "changes"})
    assert "manager: Marketing → Product" in changes[0][1]
    assert [a["id"] for a, _ in made.all("g", **{"class": "flag"})] == ["after-flag-b_pmm"]


def test_ids_are_unique() -> None:
    ids = [a["id"] for _, a, _ in page(moved(), baseline=SAMPLE).elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_every_control_has_a_name() -> None:
    made = page(moved(), baseline=SAMPLE)
    labels = {a["for"] for a, _ in made.all("label")}
    for a, text in made.all("button"):
        assert a.get("aria-label") or text.strip()
    assert {a["id"] for a, _ in made.all("input")} <= labels
    for svg, _ in made.all("svg", role="img"):
        assert svg["aria-label"]
    assert len(made.all("svg", role="img")) == 2


def test_a_large_chart_is_whole() -> None:
    chart = big_chart(900)
    made = page(chart)
    assert set(listed(made)) == {b.title for b in chart.boxes.values()}
    assert len(made.all("g", **{"class": "card"})) == 900


@pytest.mark.parametrize("text", naughty())
def test_any_title_is_text(text: str) -> None:
    made = page(titled(text))
    [(box, _)] = made.all("g", data_box="b_2")
    assert box["data-title"] == text
    assert listed(made) == ["Top", text]
    assert len(made.all("script")) == 1
    assert made.all("title")[0][1] == text


def test_the_outline_is_a_tree_for_those_who_cannot_see() -> None:
    made = page()
    [(a, _)] = made.all("ul", role="tree")
    assert a["aria-label"] == "Outline"
    items = {a["data-box"]: a for a, _ in made.all("li", role="treeitem")}
    levels = {box: int(a["aria-level"]) for box, a in items.items()}
    assert levels == {box: tree.layer(SAMPLE, box) for box in SAMPLE.boxes}
    assert {box for box, a in items.items() if "aria-expanded" in a} == set(tree.managers(SAMPLE))
    assert items["b_pmm"]["aria-label"].startswith("Product Marketing, Ana Ruiz")
    assert "findings 1, 2" in items["b_pmm"]["aria-label"]


def test_a_question_stands_once_with_every_box_it_is_asked_about() -> None:
    asked = [question("leader.attuned", "Is it attuned?", box, rule) for box, rule in ABOUT]
    made = Page(html.write(replace(material(), report=replace(report(), questions=tuple(asked)))).decode())
    [(_, text)] = made.all("article", **{"class": "question"})
    assert "Decides PMM101, PMM112" in text
    assert "Marketing" in text
    assert "PM Sensors" in text


ABOUT = (("b_marketing", "PMM101"), ("b_pm", "PMM112"))


def test_what_signs_stand_for_is_told_unless_left_out() -> None:
    [(_, text)] = page().all("details", **{"class": "key small-closed"})
    for word in ("Critical", "Open question", "Product marketing", "informs"):
        assert word in text
    assert 'class="key' not in page(keys=False).text


def test_the_reader_decides_between_light_and_dark_unless_a_theme_was_asked_for() -> None:
    assert "prefers-color-scheme: dark" in page().text
    dark = page(theme="dark").text
    assert "prefers-color-scheme" not in dark
    assert "--surface: #1B1F26" in dark
    assert not re.search(r'(fill|stroke)="#', page().text)


def test_every_colour_of_the_drawing_is_in_the_style() -> None:
    for theme in ("light", "dark", "high_contrast"):
        for colored in ("", "severity", "state"):
            text = page(theme=theme, color_by=colored).text.partition("<script>")[0]
            known = set(re.findall(r"(--[\w-]+): #", text))
            assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= known
            assert {f"--{hue}" for hue in re.findall(r'data-hue="([^"]*)"', text)} <= known


def test_names_can_be_left_out() -> None:
    text = page(names="none").text
    assert not re.search("Ana Ruiz|Ken Ito|Ingrid", text)


def test_an_empty_chart_is_a_page_too() -> None:
    assert NO_ABSOLUTE in page(EMPTY).text
