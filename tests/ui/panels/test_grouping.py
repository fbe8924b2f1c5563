"""Findings by team and theme: what a reader meets first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from orgsketch.rules.finding import Finding
from orgsketch.ui.panels.grouping import counts, grouped, quiet, team_of
from tests.charts import org

CHART = org(
    ceo=None,
    head="ceo",
    one="head",
    two="head",
    far="ceo",
    plain="ceo",
    functions=dict.fromkeys(("head", "one", "two", "far"), "product_management"),
)


def finding(rule: str, severity: str = "major", theme: str = "split", *boxes: str, **more: Any) -> Finding:
    made = Finding(
        rule=rule,
        name=rule.lower(),
        title=f"Title of {rule}",
        kind="risk",
        severity=severity,
        theme=theme,
        quiet=False,
        state="open",
        boxes=boxes,
        message="",
        because=(),
        why="",
        fine_when="",
        sources=(),
        disputed_by=(),
        remedies=(),
        lowered_by=(),
        noted=(),
    )
    return replace(made, **more)


def test_a_team_is_joined_by_lines_or_shares_a_manager() -> None:
    assert (
        team_of(CHART, "b_one")
        == team_of(CHART, "b_two")
        == team_of(CHART, "b_head")
        == team_of(CHART, "b_far")
    )
    assert team_of(CHART, "b_plain") != team_of(CHART, "b_ceo")


def test_one_row_a_theme_worst_first() -> None:
    found = [
        finding("A1", "minor", "bridge", "b_one"),
        finding("A2", "major", "split", "b_two"),
        finding("A3", "critical", "split", "b_one"),
    ]
    (group,) = grouped(found, CHART, None)
    assert [[entry.rule for entry in row.findings] for row in group.rows] == [["A3", "A2"], ["A1"]]
    assert group.count == 3
    assert group.title.endswith("2 boxes")


def test_teams_of_the_same_name_are_told_apart_by_their_manager() -> None:
    split = ("n1", "n2", "s1", "s2")
    functions = dict.fromkeys(split, "product_marketing")
    chart = org(
        ceo=None,
        north="ceo",
        south="ceo",
        n1="north",
        n2="north",
        s1="south",
        s2="south",
        functions=functions,
    )
    found = [
        finding("A1", "major", "t", "b_n1", "b_n2"),
        finding("A2", "major", "t", "b_s1", "b_s2"),
        finding("A3", "major", "t", "b_north"),
    ]
    titles = [group.title for group in grouped(found, chart, None)]
    assert titles == [
        "Product marketing under North, 2 boxes",
        "Product marketing under South, 2 boxes",
        "North",
    ]


def test_the_worst_team_leads_and_the_selected_one_before_it() -> None:
    found = [
        finding("A1", "minor", "t", "b_one"),
        finding("B1", "critical", "t", "b_plain"),
        finding("C1", "info", "t"),
    ]
    assert [group.boxes for group in grouped(found, CHART, None)] == [("b_plain",), ("b_one",), ()]
    assert grouped(found, CHART, None, first=["b_two"])[0].boxes == ("b_one",)


def test_accepted_findings_and_strengths_stand_behind_open_risks() -> None:
    found = [
        finding("A1", "critical", "a", "b_one", state="accepted"),
        finding("A2", "critical", "b", "b_one", kind="strength"),
        finding("A3", "info", "c", "b_one"),
    ]
    (group,) = grouped(found, CHART, None)
    assert [row.findings[0].rule for row in group.rows] == ["A3", "A2", "A1"]


def test_filters_and_counts_go_by_the_mark_worn() -> None:
    found = [
        finding("A1", "major", "a", "b_one"),
        finding("A2", "major", "a", "b_one", kind="strength"),
        finding("A3", "info", "a", quiet=True),
        finding("A4", "critical", "a", state="stale"),
    ]
    assert [(mark.kind, count) for mark, count in counts(found)] == [
        ("major", 1),
        ("strength", 1),
        ("stale", 1),
    ]
    (group,) = grouped(found, CHART, None, shown=["strength"])
    assert [entry.rule for entry in group.rows[0].findings] == ["A2"]
    assert [entry.rule for entry in quiet(found)] == ["A3"]


def test_a_finding_about_a_box_that_is_gone_speaks_of_the_chart() -> None:
    (group,) = grouped([finding("A1", "major", "a", "b_gone")], CHART, None)
    assert group.boxes == ()
