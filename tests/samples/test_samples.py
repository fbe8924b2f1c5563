"""The sample charts: sound, canonical, belonging together, and showing what their titles promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsketch import vocabulary
from orgsketch.files import chartfile
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.resources import samples
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Report
from orgsketch.rules.pack import load_book

WORDS = vocabulary.load()

# The rules whose findings make a sample worth showing, and those it must not have.
SHOWS = {
    "today": ("PMM101 UNI101 UNI102 UNI110 CAP101", "PMM102 PMM111 EMB103"),
    "pmm-beside-pm": ("PMM102 PMM103 UNI103 EMB103 DEV108", "PMM101 PMM201 UNI102 MKT105"),
    "pmm-drives-marketing": ("PMM101 PMM107 PMM109 PMM111", "PMM102 PMM201 UNI102"),
    "absorbed-by-development": ("DEV101 DEV103 UNI103", "PMM101 PMM102 DEV108"),
    "blended-role": ("BLD101", "PMM101 PMM102 UNI102"),
    "two-marketing-groups": ("PMM101 PMM111 UNI103", "PMM102 UNI101 UNI102"),
    "small-company-without-pmm": ("PMM106 BLD106", "PMM101 PMM102 PMM105"),
    "shared-pmm": ("PMM102 PMM103 CAP101 UNI103", "PMM101 UNI102"),
    "northwind-group": ("PMM101 PMM102", "BLD101"),
    "two-product-lines": ("CTX101 CTX103 CTX108 CTX111", "CTX102 CTX107 PMM101"),
}


def opened(path: Path) -> Chart:
    return chartfile.open_strictly(path).chart


def report_of(chart: Chart) -> Report:
    return Engine(load_book(chart.head.packs)).report(chart)


def test_every_sample_is_known() -> None:
    assert {path.stem for path in samples()} == SHOWS.keys()


@pytest.fixture(params=samples(), ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_a_sample_is_in_canonical_form(path: Path) -> None:
    assert chartfile.to_bytes(opened(path)) == path.read_bytes()


def test_a_sample_uses_the_words_of_the_pack(path: Path) -> None:
    chart = opened(path)
    keys = {question.answer_key for question in WORDS.questions.values()}
    assert set(chart.head.answers) <= keys
    for box in chart.boxes.values():
        assert set(box.functions) <= WORDS.functions.keys()
        assert set(box.responsibilities or ()) <= WORDS.activities.keys()
        assert set(box.answers) <= keys


def test_a_sample_is_believable(path: Path) -> None:
    chart = opened(path)
    assert chart.head.title
    assert chart.head.notes
    assert len(chart.boxes) >= 15
    assert tree.layers(chart) >= 3
    assert len({box.title for box in chart.boxes.values()}) == len(chart.boxes)
    named = [box for box in chart.boxes.values() if box.people]
    assert len(named) * 4 > len(chart.boxes)
    assert chart.relations


def test_options_are_based_on_today() -> None:
    today = next(path for path in samples() if path.stem == "today")
    base = chartfile.open_strictly(today)
    for path in samples():
        based = opened(path).head.based_on
        if path.stem in ("today", "northwind-group", "two-product-lines"):
            assert based is None
        else:
            assert based is not None
            assert (based.chart, based.title, based.digest) == (
                base.chart.head.id,
                base.chart.title,
                base.digest,
            )


def test_options_share_their_boxes_with_today() -> None:
    charts = {path.stem: opened(path) for path in samples()}
    today = set(charts["today"].boxes)
    for name in ("pmm-beside-pm", "pmm-drives-marketing", "shared-pmm"):
        assert set(charts[name].boxes) == today


def test_a_sample_shows_what_it_promises(path: Path) -> None:
    chart = opened(path)
    fired = {finding.rule for finding in report_of(chart).findings}
    wanted, unwanted = (set(codes.split()) for codes in SHOWS[path.stem])
    assert wanted <= fired, f"missing {sorted(wanted - fired)}, fired {sorted(fired)}"
    assert not unwanted & fired


def test_what_was_accepted_is_still_found() -> None:
    chart = opened(next(path for path in samples() if path.stem == "pmm-drives-marketing"))
    states = {finding.rule: finding.state for finding in report_of(chart).findings}
    assert states["PMM101"] == "accepted"


def test_two_product_lines_built_alike_are_judged_in_their_own_contexts() -> None:
    chart = opened(next(path for path in samples() if path.stem == "two-product-lines"))
    titles = {box.id: box.title for box in chart.boxes.values()}
    of: dict[str, set[str]] = {}
    for finding in report_of(chart).findings:
        if finding.unit:
            of.setdefault(titles[finding.unit], set()).add(finding.rule)
    offices, home = of["Halden for offices"], of["Halden at home"]
    assert {"INF101", "CTX101", "CTX108", "CTX111"} <= offices - home
    assert "CTX103" in home - offices
