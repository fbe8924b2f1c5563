"""Rule pages: whole, with every name resolved, and safe whatever a pack holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.rules.blocks import Code, Entries, Entry, Heading, Page, Paragraph, Quote
from orgsketch.rules.pack import Book, Dispute, RemedyText, RuleText, load_book
from orgsketch.rules.page import page, pages
from orgsketch.rules.pagetext import file_name, marked, texts, to_html, to_markdown, to_text
from orgsketch.vocabulary import Vocabulary
from orgsketch.vocabulary.records import PackInfo, Source, Theme, Voice

BOOK: Book = load_book(("product-marketing",))
PAGES = {code: page(text, BOOK) for code, text in BOOK.texts.items()}
EACH = pytest.mark.parametrize("code", BOOK.texts)


def entries(found: tuple[Entry, ...]) -> Iterator[Entry]:
    """Every entry, at any depth."""
    for entry in found:
        yield entry
        yield from entries(entry.parts)


def said(made: Page) -> Iterator[str]:
    """Every text of a page but the shorthand."""
    yield made.title
    for block in made.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Quote(text, by):
                yield from (text, by)
            case Entries(found):
                yield from (entry.text for entry in entries(found))


def links(made: Page) -> set[str]:
    """The rules a page leads to."""
    lists = [block.entries for block in made.blocks if isinstance(block, Entries)]
    return {entry.code for found in lists for entry in entries(found) if entry.code}


@EACH
def test_no_section_is_empty(code: str) -> None:
    blocks = PAGES[code].blocks
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        assert not isinstance(block, Heading) or (after is not None and not isinstance(after, Heading))
        assert not isinstance(block, Entries) or block.entries
    assert all(text.strip() for text in said(PAGES[code]))


@EACH
def test_a_page_says_all_that_a_rule_says(code: str) -> None:
    rule, text = BOOK.texts[code], "\n".join(said(PAGES[code]))
    for part in (rule.title, rule.why, rule.fine_when, code, *(remedy.text for remedy in rule.remedies)):
        assert part in text
    for source in rule.sources:
        assert source.quote in text
    headings = [block.text for block in PAGES[code].blocks if isinstance(block, Heading)]
    assert {"What it says", "When it holds", "Severity", "Who says so", "Fires on", "Near miss"} <= set(
        headings
    )
    assert len(headings) == len(set(headings))
    assert [rule.fires, rule.near_miss] == [b.text for b in PAGES[code].blocks if isinstance(b, Code)]


@EACH
def test_every_name_is_put_into_words(code: str) -> None:
    ids = {*BOOK.words.voices, *BOOK.words.articles, *BOOK.sets, *BOOK.facts, *BOOK.words.questions}
    unmistakable = {name for name in ids if "_" in name or "." in name} - set(BOOK.words.settings)
    for text in said(PAGES[code]):
        assert not unmistakable.intersection(re.findall(r"[a-z_.0-9]+", text)), text
        assert not re.search(r"\{[a-z_:.]+\}|\|", text), text


@EACH
def test_every_link_leads_to_a_rule(code: str) -> None:
    assert links(PAGES[code]) <= set(BOOK.texts) - {code}


def test_rules_that_speak_of_each_other_are_linked_both_ways() -> None:
    for code, rule in BOOK.texts.items():
        for other in {dispute.rule for dispute in rule.disputes if dispute.rule}:
            assert other in links(PAGES[code])
            assert code in links(PAGES[other])


def test_the_index_leads_to_every_rule_by_theme() -> None:
    index = pages(BOOK)
    assert links(index) == set(BOOK.texts)
    headings = [block.text for block in index.blocks if isinstance(block, Heading)]
    assert headings == [theme.title for theme in BOOK.words.themes.values()]


def test_a_message_is_general() -> None:
    assert "The box reports to its manager, inside marketing." in "\n".join(said(PAGES["PMM101"]))


# --- as text -----------------------------------------------------------------------------------------------


class Seen(HTMLParser):
    """The tags, the addresses and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p"),
    *("blockquote", "cite", "pre", "code", "ul", "li", "a"),
}


def test_the_folder_of_pages_stands_by_itself() -> None:
    files = dict(texts(BOOK))
    assert set(files) == {"index.html", *(f"{code}.html" for code in BOOK.texts)}
    for text in files.values():
        seen = Seen(text)
        assert set(seen.tags) <= TAGS
        assert {unquote(address) for address in seen.addresses} <= set(files)
        assert "default-src 'none'" in text.replace("&#x27;", "'")


def test_the_same_as_markdown() -> None:
    files = dict(texts(BOOK, ".md"))
    assert set(files) == {"index.md", *(f"{code}.md" for code in BOOK.texts)}
    assert files["PMM101.md"].startswith("# PMM in marketing turns tactical\n\n")
    assert "](PMM201.md)" in files["PMM101.md"]
    for text in files.values():
        found = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
        assert set(found) <= set(files)


def test_text_for_a_terminal_is_narrow() -> None:
    for made in PAGES.values():
        shorthand = {f"  {block.text}" for block in made.blocks if isinstance(block, Code)}
        assert all(len(line) <= 100 for line in to_text(made).split("\n") if line not in shorthand)


# --- whatever a pack holds ---------------------------------------------------------------------------------

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[here](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "`` ``` ````",
    "# not a heading\n\n- nor a list\n```\nnor code",
    "{team}{__class__}{0}",
    "\x1b[31mred\x07",
    "&lt;b&gt; &amp; http://example.org",
)


def hostile(text: str) -> Book:
    """A book of one rule, all of whose texts are this."""
    rule = RuleText(
        code=text,
        name=text,
        title=text,
        kind="risk",
        severity="major",
        when={"all": [{"rule": text}, {"some": "boxes", "says": text}, {"fact": text}]},
        message=text,
        theme=text,
        why=text,
        fine_when=text,
        convention=text,
        sources=(Source(text, text, text, 3, text),),
        disputes=(Dispute(text, voice=text, quote=text), Dispute(text, rule=text)),
        remedies=(RemedyText(text),),
        fires=text,
        near_miss="CEO[",
    )
    words = Vocabulary(
        packs=(PackInfo(text, text),),
        voices={text: Voice(text, id=text)},
        themes={text: Theme(text, text)},
    )
    return Book(words, {text: rule}, {text: {"when": {"some": "boxes"}, "says": text}})


@pytest.mark.parametrize("text", NASTY)
def test_no_markup_comes_from_a_pack(text: str) -> None:
    book = hostile(text)
    for name, made in texts(book):
        seen = Seen(made)
        assert set(seen.tags) <= TAGS
        assert all(not re.match(r"[a-z]+:|//", address) for address in seen.addresses)
        assert Path(name).name == name


@pytest.mark.parametrize("text", NASTY)
def test_nor_in_markdown_and_in_a_terminal(text: str) -> None:
    book = hostile(text)
    for made in (pages(book), page(book.texts[text], book)):
        markdown = to_markdown(made)
        outside = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", markdown)
        assert "\n```" not in outside
        assert not re.search(r"(?<!\\)[<`]|(?<!\\)!\[|(?<!\\)\]\((?!%|index)", outside)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", to_text(made))


@given(st.text(max_size=60))
def test_text_survives_html_and_stays_one_line_of_markdown(text: str) -> None:
    made = Page("T", (Paragraph(text), Code(text), Entries((Entry(text, code=text),))))
    seen = Seen(to_html(made))
    assert set(seen.tags) <= TAGS
    assert "\n" not in marked(text)
    assert re.sub(r"\\(.)", r"\1", marked(text)) == " ".join(text.split())


@given(st.text(min_size=1, max_size=40))
def test_a_page_stays_in_its_folder(code: str) -> None:
    name = file_name(code, ".html")
    assert re.fullmatch(r"[A-Za-z0-9_~%-]+\.html", name)


def test_a_deep_condition_is_still_told() -> None:
    deep: object = {"some": "sales"}
    for _step in range(12):
        deep = {"all": [deep, {"not": {"some": "reports", "where": deep}}]} if _step < 6 else {"not": deep}
    text = RuleText("X1", "x", "X", "risk", "minor", deep, "x")
    assert to_html(page(text, Book(BOOK.words, {"X1": text}))).count("<li>") > 50
