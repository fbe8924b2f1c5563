"""What the pages say is there."""

from __future__ import annotations

import importlib
import re
from contextlib import suppress
from pathlib import Path

import pytest

from orgsketch.cli import COMMANDS
from orgsketch.document import Document

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted(path.stem for path in (ROOT / "src/orgsketch").iterdir() if path.name[0] != "_")
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
    named = re.findall(rf"`((?:src|tests|resources|scripts|{'|'.join(ROOMS)})/[\w/.]+)`", text(page))
    assert [name for name in named if not is_file(name)] == []


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_what_rooms_are_said_to_have_is_there(page: str, qapp: object) -> None:
    named = set(re.findall(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+)", text(page)))
    assert sorted(name for name in named if not is_there(name)) == []


def is_file(name: str) -> bool:
    """Whether there is a file or folder of this name; rooms and their modules go without `src/orgsketch`."""
    home = ROOT / "src/orgsketch"
    return any(path.exists() for path in (ROOT / name, home / name, home / f"{name}.py"))


def is_there(name: str) -> bool:
    """Whether a dotted name leads to a module, or to something in one; `document` is also an open chart."""
    parts = name.split(".")
    if parts[0] == "document" and hasattr(Document(), parts[1]):
        return True
    for count in range(len(parts), 0, -1):
        with suppress(ImportError):
            found = importlib.import_module(".".join(["orgsketch", *parts[:count]]))
            return all(part in known(found) for part in parts[count : count + 1])
    return False


def known(module: object) -> set[str]:
    """What a module or package is known to have."""
    return {*dir(module), *getattr(module, "__annotations__", {})}
