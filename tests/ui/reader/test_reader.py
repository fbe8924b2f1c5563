"""The chart read through AT-SPI by another program, which then changes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.charts import big_chart
from tests.conftest import leave_out
from tests.ui.reader.session import BUS, READER

pytestmark = [pytest.mark.xvfb, pytest.mark.outside("dbus-run-session", BUS, READER)]
ROOT = Path(__file__).parents[3]
BOX = ("table cell", "tree item")  # AT-SPI's word for a tree's entry, of Qt up to 6.11 and after


@pytest.fixture(scope="module")
def heard(display: str) -> dict[str, Any]:
    """What the reader found in a chart of fifty boxes, before and after it moved a box up a layer."""
    if subprocess.run([READER, "-c", "import pyatspi"], capture_output=True).returncode:
        leave_out("python3-pyatspi and gir1.2-atspi-2.0")
    there = {**os.environ, "DISPLAY": display, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.reader.session"]
    run = subprocess.run(command, env=there, cwd=ROOT, capture_output=True, text=True, timeout=200)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def boxes(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for part in parts if part["role"] in BOX]


def test_every_box_is_read_with_name_layer_place_and_actions(heard: dict[str, Any]) -> None:
    chart, read = big_chart(50), boxes(heard["before"])
    assert heard["before"][0]["role"] == "tree"
    assert Counter(part["name"].split(",")[0] for part in read) == Counter(
        box.title for box in chart.boxes.values()
    )
    for part in read:
        assert part["attributes"]["level"] == str(part["layer"])
        assert min(part["place"][2:]) > 0
        assert {"Press", "rename", "move_to", "add_report", "delete"} <= set(part["actions"])
        assert {"selectable", "focusable", "visible"} <= set(part["states"])


def test_leads_can_be_folded_and_their_people_are_said(heard: dict[str, Any]) -> None:
    leads = [part for part in boxes(heard["before"]) if "expandable" in part["states"]]
    assert len(leads) == sum(1 for box in big_chart(50).boxes if big_chart(50).reports(box))
    for part in leads:
        assert "expanded" in part["states"]
        assert "Toggle" in part["actions"]
        assert "in the branch" in part["name"]


def test_lines_are_read_where_they_start(heard: dict[str, Any]) -> None:
    lines = [part for part in heard["before"] if part["role"] == "link"]
    assert len(lines) == len(big_chart(50).relations)


def test_an_action_changes_the_chart_and_is_told(heard: dict[str, Any]) -> None:
    title = heard["target"].split(",")[0]
    before, after = (
        [part for part in boxes(parts) if part["name"].split(",")[0] == title]
        for parts in (heard["before"], heard["after"])
    )
    assert [part["layer"] for part in before] == [3]
    assert [part["layer"] for part in after] == [2]
    assert "selected" in after[0]["states"]
    assert "focused" in after[0]["states"]
    assert after[0]["name"] != before[0]["name"]  # it reports to somebody else
    assert heard["heard"][0].startswith("Move up a layer")
