"""The one form in which a chart is written."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from orgsketch.errors import ChartFileError
from orgsketch.files import canonical, chartfile
from orgsketch.files.document import RENAMED, Document
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.model.records import (
    Accepted,
    Answer,
    BasedOn,
    Box,
    Complete,
    Conflict,
    Head,
    Person,
    Relation,
    Tick,
)
from tests.charts import charts, org

ACME = """\
{
  "format": "orgsketch",
  "version": 1,
  "id": "c_7m2k9x0q",
  "title": "Acme, option B: PMM beside PM",
  "based_on": {
    "chart": "c_1a2b3c4d",
    "title": "Acme today",
    "digest": "sha256:..."
  },
  "packs": ["product-marketing", "spans-and-layers"],
  "complete": {
    "boxes": true,
    "relations": true
  },
  "company": {
    "answers": {
      "segment": "b2b",
      "product_knows_market": "no",
      "market_knows_product": "mostly"
    }
  },
  "people": {
    "p_3n8w5t2k": {
      "name": "Ana Ruiz"
    }
  },
  "boxes": {
    "b_22xk19mm": {},
    "b_8f3a77qz": {
      "title": "Product Marketing",
      "functions": ["product_marketing"],
      "reports_to": "b_22xk19mm",
      "order": "a1",
      "people": ["p_3n8w5t2k"],
      "headcount": 2,
      "responsibilities": ["positioning", "launch"],
      "answers": {
        "mandate": "outbound",
        "products_covered": {
          "value": 3,
          "by": "Ana"
        }
      }
    }
  }
}
"""

FULL = Chart.of(
    Head(
        "c_1",
        "Everything",
        BasedOn("c_0", "Base", "sha256:00"),
        True,
        ("product-marketing",),
        Complete(True, True),
        {"segment": Answer("b2b", "Ana", "a survey")},
        "Notes\nin lines",
    ),
    people=[Person("p_1", "Ana", "ana@example.org", "7")],
    boxes=[
        Box("b_0"),
        Box(
            "b_1",
            "All",
            ("product_marketing",),
            "b_0",
            "a0",
            ("p_1",),
            1.5,
            ("Router",),
            (),
            "planned",
            True,
            "stacked",
            {"presence": Answer(("launch_prep",))},
            "A note",
            "HR-1",
            {"Site": "Oslo"},
        ),
    ],
    relations=[Relation("r_1", "informs", "b_0", "b_1", "weekly", {"target": Answer("leads")})],
    accepted=[Accepted("a_1", "PMM101", "b_1", "Ana", "for now", "2031-01-31")],
    ticks=[Tick("t_1", "launch.1", "b_1", "Ana", "done", "2031-01-31")],
    conflicts=[
        Conflict(
            "x_1",
            "changed_twice",
            "b_1",
            {"b_1": Box("b_1", "A")},
            {"b_1": Box("b_1", "B", answers={"presence": Answer("yes", "Ana")})},
            {
                "b_1": None,
                "c_1": Head("c_1", "C", BasedOn("c_0"), answers={"segment": Answer("b2b")}, notes="N"),
                "r_1": Relation("r_1", "dotted", "b_0", "b_1"),
            },
        )
    ],
)


def test_the_example_of_the_design_is_canonical() -> None:
    chart = chartfile.read(ACME.encode())
    assert chartfile.to_bytes(chart).decode() == ACME
    assert chart.head.answers["product_knows_market"] == Answer("no")
    assert chart.boxes["b_8f3a77qz"].answers["products_covered"] == Answer(3, "Ana")
    assert chart.reports("b_22xk19mm") == ("b_8f3a77qz",)


@given(charts())
def test_what_is_written_is_read_back_the_same(chart: Chart) -> None:
    data = chartfile.to_bytes(chart)
    again = chartfile.read(data)
    assert again == chart
    assert again.index == chart.index
    assert chartfile.to_bytes(again) == data


@pytest.mark.parametrize(
    ("record", "write"),
    [
        (FULL.boxes["b_1"], canonical._box),
        (FULL.people["p_1"], canonical._person),
        (FULL.relations["r_1"], canonical._relation),
        (FULL.accepted["a_1"], canonical._accepted),
        (FULL.ticks["t_1"], canonical._tick),
        (FULL.conflicts["x_1"], canonical._conflict),
    ],
    ids=lambda value: type(value).__name__ if not callable(value) else "",
)
def test_every_field_of_a_record_is_written_in_order(record: Any, write: Any) -> None:
    names = [RENAMED.get(entry.name, entry.name) for entry in fields(record) if entry.name != "id"]
    assert [line.split('"')[1] for line in write(record)] == names


def test_every_field_of_the_file_is_written_in_order() -> None:
    lines = chartfile.to_bytes(FULL).decode().splitlines()
    written = [line.split('"')[1] for line in lines if line.startswith('  "')]
    assert written == [entry.name for entry in fields(Document)]
    assert chartfile.read(chartfile.to_bytes(FULL)) == FULL


def test_defaults_are_left_out() -> None:
    plain = Chart.of(Head("c_1"), boxes=[Box("b_1")])
    assert chartfile.to_bytes(plain).decode().splitlines() == [
        "{",
        '  "format": "orgsketch",',
        '  "version": 1,',
        '  "id": "c_1",',
        '  "boxes": {',
        '    "b_1": {}',
        "  }",
        "}",
    ]
    needed = {
        entry.name for entry in fields(Box) if entry.default is MISSING and entry.default_factory is MISSING
    }
    assert needed == {"id"}


def test_one_number_has_one_form() -> None:
    whole, half = Box("b_1", headcount=2.0), Box("b_2", headcount=2.5)
    text = chartfile.to_bytes(Chart.of(Head("c_1"), boxes=[whole, half])).decode()
    assert '"headcount": 2\n' in text
    assert '"headcount": 2.5\n' in text


def test_declared_empty_is_not_unsaid() -> None:
    chart = Chart.of(Head("c_1"), boxes=[Box("b_1", responsibilities=()), Box("b_2")])
    again = chartfile.read(chartfile.to_bytes(chart))
    assert again.boxes["b_1"].responsibilities == ()
    assert again.boxes["b_2"].responsibilities is None


def test_one_drag_changes_two_lines() -> None:
    before = org(ceo=None, product="ceo", marketing="ceo", pm="product", pmm="product")
    after = apply(edits.move(before, "b_pmm", "b_marketing"), before)
    old, new = (chartfile.to_bytes(chart).decode().splitlines() for chart in (before, after))
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) <= 2


def test_text_is_kept_to_the_letter() -> None:
    names = ["R&D <b>", 'quote " back \\ slash /', "Ünïcødé 日本語 🙂", "مرحبا", "a‎b", "tab in notes"]
    boxes = [Box(f"b_{place}", name) for place, name in enumerate(names)]
    chart = Chart.of(replace(FULL.head, notes="a\tb\nc"), boxes=boxes)
    assert chartfile.read(chartfile.to_bytes(chart)) == chart


CONFLICTED = Path(__file__).with_name("conflict.orgsketch")


def test_a_file_with_conflicts_is_a_chart_like_any_other() -> None:
    data = CONFLICTED.read_bytes()
    chart = chartfile.read(data)
    assert chartfile.to_bytes(chart) == data
    kinds = [chart.conflicts[key].kind for key in sorted(chart.conflicts)]
    assert kinds == ["moved_twice", "changed_and_removed"]


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        (
            '"title": "Marketing comms"',
            '"titel": "Marketing comms"',
            "base.b_marcom.titel is an unknown field",
        ),
        ('"kind": "moved_twice"', '"kind": "moved"', "kind must be one of changed_twice, moved_twice"),
        ('"b_marcom": null', '"k_marcom": {}', "theirs"),
    ],
)
def test_what_is_wrong_in_a_conflict_is_named(wrong: str, right: str, sentence: str) -> None:
    text = CONFLICTED.read_text(encoding="utf-8")
    assert wrong in text
    with pytest.raises(ChartFileError) as raised:
        chartfile.read(text.replace(wrong, right).encode())
    assert sentence in raised.value.problems[0]
    assert "conflict x_" in raised.value.problems[0]
