"""Writes the help page of all commands from the table of actions: resources/help/commands.md."""

from __future__ import annotations

from pathlib import Path

from orgsketch.ui.actions import CANVAS_KEYS, TABLE
from orgsketch.ui.keys import page

PAGE = Path(__file__).resolve().parents[1] / "resources" / "help" / "commands.md"

if __name__ == "__main__":
    PAGE.write_text(page(TABLE, CANVAS_KEYS), "utf-8")
