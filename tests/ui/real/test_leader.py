"""As a leader would, with a real mouse and a real keyboard: from the blank chart to an accepted finding.

A finding is understood, a question answered, a remedy previewed and applied, one finding accepted; what is
checked is the saved file. Once mostly by mouse, once without it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.charts import org
from tests.ui.real.hand import Hand, Seen

pytestmark = pytest.mark.xvfb

PRODUCT_KNOWS = "Does your product organization know what customers need and why they buy?"
IN_A_PANEL = ("Pressable", "Segments", "Pill", "AnswerChip", "QPushButton")
PANEL_KEYS = {"Findings": "alt+1", "Questions": "alt+2"}
REASON = "Until the partner team is hired"


def name_of(seen: Seen, start: str, end: str = "") -> str:
    """The name of what can be pressed and begins and ends like this; "" where there is none."""
    found = (name for name in seen["named"] if name.startswith(start) and name.endswith(end))
    return next(found, "")


def sketch(hand: Hand, path: Path) -> None:
    """Eight boxes, typed on a blank chart: product marketing in marketing, a PM in development."""
    hand.open(org(), path)
    hand.write("CEO")
    hand.write("Marketing", before=["Tab"])
    hand.write("PMM", before=["Tab"])
    hand.write("Marcom", before=["Return", "Return"])
    hand.keys("Return", "Up", "Up")
    hand.wait(lambda seen: [seen["titles"].get(box) for box in seen["selection"]] == ["Marketing"])
    hand.write("Product", before=["Return"])
    hand.write("PM", before=["Tab"])
    hand.keys("Return")
    hand.keys("Up")
    hand.wait(lambda seen: [seen["titles"].get(box) for box in seen["selection"]] == ["Product"])
    hand.write("Development", before=["Return"])
    hand.write("Product Manager", before=["Tab"])
    hand.keys("Return")
    hand.wait(lambda seen: len(seen["titles"]) == 8 and seen["keyboard"] == "Canvas")


class Mouse:
    """Points and clicks; what is out of sight is scrolled to."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def press(self, start: str, end: str = "") -> None:
        """The wheel turns until it is in sight."""
        for _step in range(40):
            seen = self.hand.wait(lambda seen: seen["named"])
            name = name_of(seen, start, end)
            if name:
                self.hand.go(seen["named"][name])
                now = self.hand.wait(lambda seen: True)["named"].get(name)
                if now == seen["named"][name]:  # what has just opened has come to rest
                    self.hand.do("click", 1)
                    return
                continue
            self.hand.go((1430, 600))
            self.hand.do("click", 5)
            self.hand.wait(lambda now, before=seen["named"]: now["named"] != before)
        raise AssertionError(f"{start!r} does not come into sight")

    def panel(self, title: str) -> None:
        self.press(title)
        self.hand.wait(lambda seen: seen["panel"] == title)

    def answer(self) -> None:
        seen = self.hand.wait(lambda seen: PRODUCT_KNOWS in seen["named"])
        x, y = seen["named"][PRODUCT_KNOWS]
        self.hand.click((x - 110, y))


class Keyboard:
    """Keys alone."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def press(self, start: str, end: str = "") -> None:
        self.reach(start, end)
        self.hand.keys("space")

    def reach(self, start: str, end: str = "") -> None:
        for _step in range(60):
            focus = self.hand.wait(lambda seen: seen["focus"])["focus"]
            if focus.startswith(start) and focus.endswith(end):
                return
            self.hand.keys("Tab")
            self.hand.wait(lambda seen, focus=focus: seen["focus"] not in ("", focus))
        raise AssertionError(f"{start!r} is not reached by Tab")

    def panel(self, title: str) -> None:
        self.hand.keys("alt+3")
        self.hand.wait(lambda seen: seen["panel"] == "Case" and seen["focus"])
        self.hand.keys(PANEL_KEYS[title])
        self.hand.wait(
            lambda seen: (
                seen["panel"] == title and seen["keyboard"] in ("Pressable", "Segments", "Pick", "Chip")
            )
        )

    def answer(self) -> None:
        self.reach(PRODUCT_KNOWS)
        self.hand.keys("Right")


@pytest.mark.parametrize("kind", [Mouse, Keyboard], ids=["by mouse", "by keyboard"])
def test_from_the_blank_chart_to_an_accepted_finding(
    program: Hand, tmp_path: Path, kind: type[Mouse] | type[Keyboard]
) -> None:
    hand, leader = program, kind(program)
    sketch(hand, tmp_path / "idea.orgsketch")

    # a finding is opened, and a question answered
    leader.panel("Findings")
    leader.press("PMM in marketing", ", closed")
    hand.wait(lambda seen: name_of(seen, "PMM in marketing", ", open"))
    leader.panel("Questions")
    leader.answer()
    chart = hand.saved()
    assert chart.head.answers["product_knows_market"].value == "yes"
    split = {record.title: record for record in chart.boxes.values()}
    assert split["PMM"].reports_to == split["Marketing"].id

    # a remedy: first seen, then made
    leader.panel("Findings")
    leader.press("Move product marketing", "Show me")
    hand.wait(lambda seen: seen["is_tried"])
    assert hand.seen["saved"]
    leader.press("Apply")
    hand.wait(lambda seen: not seen["is_tried"] and not seen["saved"])
    boxes = {record.title: record for record in hand.saved().boxes.values()}
    assert boxes["PMM"].reports_to == boxes["Product"].id

    # what is left is accepted
    leader.panel("Findings")
    leader.press("", ", critical, closed")
    hand.wait(lambda seen: name_of(seen, "", ", critical, open"))
    leader.press("Accept with a reason")
    hand.wait(lambda seen: seen["focus"] == "Reason")
    hand.write(REASON)
    hand.keys("Return")
    hand.wait(lambda seen: not seen["saved"])
    (entry,) = hand.saved().accepted.values()
    assert entry.reason == REASON
