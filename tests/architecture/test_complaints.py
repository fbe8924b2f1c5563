"""The tests that docs/complaints.md names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs" / "complaints.md").read_text("utf-8"))


def test_every_group_of_complaints_has_a_line() -> None:
    numbers = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "complaints.md").read_text("utf-8"), re.M)
    assert numbers == [str(number) for number in range(1, 17)]


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_a_named_test_exists(file: str, name: str) -> None:
    path = ROOT / "tests" / file.removeprefix("tests/")
    assert path.is_file()
    assert not name or f"def {name}(" in path.read_text("utf-8")
