"""One program for the tests of a worker; each test opens a chart of its own in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.charts import org
from tests.ui.real.hand import Hand

TEAM = {
    "ceo": None, "product": "ceo", "pm": "product", "pmm": "product", "marketing": "ceo",
    "marcom": "marketing", "events": "marketing", "sales": "ceo",
}  # fmt: skip


@pytest.fixture(scope="session")
def program(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    """The program on its display. A word of complaint from it fails."""
    hand = Hand(display, tmp_path_factory.mktemp("home"))
    yield hand
    assert hand.close() == ""


@pytest.fixture
def hand(program: Hand, tmp_path: Path) -> Iterator[Hand]:
    """A hand at a chart of eight boxes."""
    program.open(org(**TEAM), tmp_path / "team.orgsketch")
    yield program
    program.let_go()
