"""What comes and goes, found without listing the reports: the same as by listing both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from orgsketch import shorthand
from orgsketch.model import edits
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import changes, news
from orgsketch.rules.pack import load_book

BOOK = load_book(("product-marketing", "spans-and-layers"))
ENGINE = Engine(BOOK)
LINES = (
    "CEO[Marketing[PMM Marcom] Product[PM PM2] Sales Dev[PM3]]",
    "CEO[GM1[Product1[PM1 PMM1] Dev1] GM2[Marketing2[PMM2 Marcom2] Product2[PM4]]] @ in=2 out=1",
)


@given(st.sampled_from(LINES), st.data())
def test_news_are_the_changes(line: str, data: st.DataObject) -> None:
    chart = shorthand.read(line, BOOK.words)
    report = ENGINE.report(chart)
    for _step in range(3):
        box, manager = data.draw(
            st.lists(st.sampled_from(sorted(chart.boxes)), min_size=2, max_size=2, unique=True)
        )
        if edits.may_report(chart, box, manager):
            diff: ChartDiff = edits.accept(chart, "PMM101", box, reason="x")
        else:
            diff = edits.move(chart, box, manager)
        after = apply(diff, chart)
        there = ENGINE.advance(report, diff, after)
        told, listed = news(report, there), changes(report, there)
        assert [finding.key for finding in told.added] == [finding.key for finding in listed.added]
        assert [finding.key for finding in told.resolved] == [finding.key for finding in listed.resolved]
        assert [(f.severity, f.state, f.message) for f in told.added] == [
            (f.severity, f.state, f.message) for f in listed.added
        ]
        chart, report = after, there


def test_a_team_whose_first_box_leaves_is_the_same_team() -> None:
    chart = shorthand.read("CEO[Product[PM1 PM2 PM3] Product2[PM4 PM5]]", BOOK.words)
    report = ENGINE.report(chart)
    managers = [box for box in chart.boxes if chart.reports(box) and chart.boxes[box].reports_to]
    first = chart.reports(managers[0])[0]
    there = managers[1]
    after = apply(edits.move(chart, first, there), chart)
    now = ENGINE.advance(report, edits.move(chart, first, there), after)
    for told in (news(report, now), changes(report, now)):
        gone = {(finding.rule, finding.severity) for finding in told.resolved}
        assert not gone & {(finding.rule, finding.severity) for finding in told.added}
