"""The pages of help in the window: the files of the command line, whole, without the marks of Markdown."""

from __future__ import annotations

from typing import Any

from orgsketch.resources import resource
from orgsketch.rules.blocks import Code, Entries, Entry, Heading, Paragraph
from orgsketch.ui.commands import advice
from orgsketch.ui.helptext import PAGES, blocks, help_page
from orgsketch.ui.reader import found


def test_every_page_of_help_is_in_the_window_but_the_list_of_keys() -> None:
    there = {path.stem for path in resource("help").glob("*.md")}
    assert {*PAGES} == there - {"commands"}


def test_a_page_becomes_blocks() -> None:
    text = "# Title\n\nSee `here`,\nand there.\n\n- One\n  more\n- Two\n\n    typed\n      as it stands\n"
    assert list(blocks(text)) == [
        Heading("Title"),
        Paragraph("See “here”, and there."),
        Entries((Entry("One more"), Entry("Two"))),
        Code("typed\n  as it stands"),
    ]


def test_no_mark_of_markdown_is_left() -> None:
    for block in help_page().blocks:
        said = [entry.text for entry in block.entries] if isinstance(block, Entries) else [str(block)]
        if not isinstance(block, Code):
            assert not any("`" in text or "**" in text or "# " in text for text in said)


def test_what_is_looked_for_stands_under_its_page(window: Any) -> None:
    shown = window()
    shown.actions_table["topics"].trigger()
    reader = advice.reader(shown)
    assert reader.isVisible()
    page = found(help_page(), "compass")
    assert page.blocks[0] == Heading("Units: one chart, several businesses")
    reader.close()
