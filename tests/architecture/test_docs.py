"""What the pages say is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orgsketch.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"]


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text(page)) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_exist(page: str) -> None:
    make = set(re.findall(r"`make (\w+)|^make (\w+)", text(page), re.MULTILINE))
    targets = set(re.findall(r"^(\w+):", text("Makefile"), re.MULTILINE))
    assert {name for pair in make for name in pair if name} <= targets
    used = set(re.findall(r"(?:^|`)orgsketch ([a-z-]+)\b(?!\.)", text(page), re.MULTILINE))
    assert used <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES)
def test_folders_and_modules_named_exist(page: str) -> None:
    named = re.findall(r"`((?:src|tests|resources|scripts)/[\w/.]+)`", text(page))
    assert [name for name in named if not (ROOT / name).exists()] == []
