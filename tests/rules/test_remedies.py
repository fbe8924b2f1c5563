"""What remedies do on a chart: each ends its finding or makes it less, or is one of those that only help."""

from __future__ import annotations

from random import Random

import pytest

from orgsketch import shorthand
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Finding, Remedy
from orgsketch.rules.pack import load_book
from orgsketch.shorthand.writer import write
from tests.rules.plain.sketching import sketch

BOOK = load_book(("product-marketing",))
ENGINE = Engine(BOOK)

# A first step towards an end that no single edit reaches, or the second best where the place stays: the
# sources name these beside the one that ends the finding, or name no other.
ONLY_HELPS = {
    ("BLD104", "Take the inbound half out"),
    ("BLD104", "Add a technical counterpart"),
    ("BLD108", "Add a product marketing box"),
    ("CAP101", "Or focus on the main product"),
    ("CAP102", "One product marketing box for each"),
    ("CAP107", "Or name another owner of the launch"),
    ("LDR102", "Draw a line that carries information"),
    ("LDR103", "Give marketing the task of assessing"),
    ("LDR105", "Draw a line that carries information"),
    ("MKT107", "Let product marketing drive"),
    ("OBJ107", "Give product marketing the market segments"),
    ("PMM108", "Split marketing into"),
    ("PMM116", "In a big one, share objectives"),
    ("PMM119", "Make closing a stated duty"),
    ("PMM201", "Add positioning and launch strategy"),
    ("PMM206", "Or keep the place"),
    ("PMM207", "Or keep the place"),
    ("PMM210", "If two gaps matter equally"),
    ("PMM212", "Embed it in product"),
    ("UNI101", "Leave it in place"),
    ("UNI109", "Name the common leader"),
}


def chart_of(line: str) -> Chart:
    return shorthand.read(line, BOOK.vocabulary)


def the(line: str, rule: str) -> Finding:
    return next(finding for finding in ENGINE.report(chart_of(line)).findings if finding.rule == rule)


def remedy(line: str, rule: str, start: str) -> Remedy:
    return next(found for found in the(line, rule).remedies if found.text.startswith(start))


def after(line: str, rule: str, start: str) -> str:
    """The chart after a remedy, as shorthand."""
    change = remedy(line, rule, start).diff
    assert change is not None
    return write(apply(change, chart_of(line)), BOOK.vocabulary)


@pytest.mark.parametrize("code", BOOK.texts)
def test_a_remedy_ends_its_finding_or_makes_it_less_or_only_helps(code: str) -> None:
    chart = chart_of(BOOK.texts[code].fires)
    finding = the(BOOK.texts[code].fires, code)
    for found in finding.remedies:
        if found.diff is None:
            assert not found.edits, found.text
            continue
        assert found.edits, found.text
        rest = [f for f in ENGINE.report(apply(found.diff, chart)).findings if f.rule == code]
        is_same = any((f.severity, f.boxes) == (finding.severity, finding.boxes) for f in rest)
        only_helps = any(rule == code and found.text.startswith(start) for rule, start in ONLY_HELPS)
        assert is_same is only_helps, (code, found.text)


def test_every_remedy_can_be_done_on_charts_nobody_wrote_down() -> None:
    dice = Random(5)
    for _number in range(60):
        chart = sketch(dice, BOOK.vocabulary)
        for finding in ENGINE.report(chart).findings:
            for found in finding.remedies:
                if found.diff is not None:
                    assert apply(found.diff, chart) != chart, (finding.rule, found.text)


# ---- what is so already, what is missing ----


def test_what_is_so_already_is_left_out_and_the_rest_is_done() -> None:
    line = "CEO[Marketing Product[PM PMM]] // PMM shares PM"
    assert "PMM shares Marketing" in after(line, "UNI116", "Draw shared objectives")
    line = "Product[PM{r=success} PMM{r=positioning}]"
    assert (
        after(line, "UNI117", "Make product success") == "Product[PM{r=success} PMM{r=positioning+success}]"
    )


def test_without_a_box_it_needs_a_remedy_is_no_edit() -> None:
    assert remedy("CEO[Product[PM{r=roadmap}] Sales]", "ROL104", "Give sales enablement").diff is None
    assert remedy("CEO[Marketing[PMM{r=ads+positioning}]]", "PMM208", "Give lead").diff is None


def test_where_there_is_nothing_to_take_or_to_erase_nothing_is_given_or_drawn() -> None:
    line = "CEO[Marketing[PMM{r=ads+positioning} MktSvc Marcom] Product[PM]]"
    assert remedy(line, "PMM208", "Give lead generation").diff is None
    assert "Marcom{r=ads}" in after(line, "PMM208", "Give advertising")
    assert remedy("CEO[VPDev[Products[PM]] Marketing]", "DEV102", "Turn the driving line").diff is None
    drawn = "CEO[VPDev Products[PM] Marketing] // VPDev drives Products"
    assert after(drawn, "DEV102", "Turn the driving line").endswith("// Product partners VPDev")


def test_what_a_remedy_adds_can_take_others_in() -> None:
    line = "CEO[PM PMM]"
    assert after(line, "DEV105", "Add a product group") == "CEO[Product[PM PMM]]"
    gulf = "CEO[Dev[Design] Marketing[Marcom]]"
    assert "Product[" in after(gulf, "DEV107", "Add a product group")


def test_ticking_sessions_keeps_those_that_are_ticked() -> None:
    line = "CEO[Product[PM PMM{pres=roadmap+launch}]]"
    assert "pres=roadmap+launch+design+standup" in after(line, "EMB105", "Add the missing")


def test_only_the_function_that_is_missing_is_added() -> None:
    line = "CEO[Product[PM PMM{n=0}]]"
    assert remedy(line, "CAP105", "If product management is missing").diff is None
    assert remedy("CEO[Product[PMM]]", "CAP105", "If product management is missing").diff is not None
