"""The reference charts, opened from their templates, show what the catalogue says they show."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from orgsketch import shorthand
from orgsketch.files import chartfile
from orgsketch.model.chart import Chart
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book
from orgsketch.vocabulary.templates import templates

ENGINE = Engine(load_book(("product-marketing",)))
TEMPLATES = templates(("product-marketing",))


@cache
def _charts() -> dict[str, Chart]:
    return {template.id: chartfile.read(template.path.read_bytes()) for template in TEMPLATES}


def _template_of(printed: Chart) -> Chart:
    alike = (dict(printed.boxes), dict(printed.relations), printed.head.answers)
    return next(
        chart
        for chart in _charts().values()
        if (dict(chart.boxes), dict(chart.relations), chart.head.answers) == alike
    )


def test_reference_charts_fire_what_they_must(shared: Any) -> None:
    wrong: dict[str, tuple[set[str], set[str]]] = {}
    for entry in json.loads((shared / "catalogue" / "catalogue.json").read_text("utf-8"))["charts"]:
        chart = _template_of(shorthand.read(entry["chart"], ENGINE.book.vocabulary))
        fired = {finding.rule for finding in ENGINE.report(chart).findings}
        missing, surplus = set(entry["must_fire"]) - fired, set(entry["must_not_fire"]) & fired
        if missing or surplus:
            wrong[entry["id"]] = missing, surplus
    assert wrong == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=[template.id for template in TEMPLATES])
def test_every_template_can_be_evaluated(template: Any) -> None:
    assert ENGINE.report(_charts()[template.id]).findings


@pytest.mark.parametrize(
    "template",
    [entry for entry in TEMPLATES if entry.form and entry.id != "blended-pms"],  # its shared PMM sits beside
    ids=lambda template: template.id,
)
def test_a_structure_has_the_form_it_names(template: Any) -> None:
    """The voices shown beside a structure are those on the form that its chart has."""
    from orgsketch.rules.guidepack import read_guides, read_stances
    from orgsketch.rules.guides import rule_facts
    from orgsketch.vocabulary import pack_tables

    codes = tuple(ENGINE.book.texts)
    packs = pack_tables(("product-marketing",))
    words = ENGINE.book.vocabulary
    stances = read_stances(packs, words, read_guides(packs, words, codes), codes)
    report = ENGINE.report(_charts()[template.id])
    firing = {finding.rule for finding in report.findings}
    waiting = {code for question in report.questions for code in question.decides}
    assert template.form in {form.id for form in stances.seen(rule_facts(codes, firing, waiting - firing))}
