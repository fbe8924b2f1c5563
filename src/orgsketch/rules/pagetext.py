"""Pages as Markdown, HTML or plain text: everything escaped, nothing fetched from anywhere."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from orgsketch.rules.blocks import Block, Code, Entries, Entry, Heading, Page, Paragraph, Quote
from orgsketch.rules.page import page, pages

if TYPE_CHECKING:
    from orgsketch.rules.pack import Book

WIDTH = 100
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@=$])")
_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.7rem}h2{font-size:1.1rem;margin:2rem 0 .3rem}blockquote{margin:.6rem 0;"
    "padding-left:1rem;border-left:3px solid GrayText}cite{color:GrayText}pre{white-space:pre-wrap;"
    "overflow-wrap:anywhere}li>ul{margin-bottom:.2rem}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

Href = Callable[[str], str]


def file_name(code: str, suffix: str) -> str:
    """The file of a rule's page; a code that is no plain name stays inside its folder."""
    return percent(code, safe="").replace(".", "%2E") + suffix if code else f"index{suffix}"


def texts(book: Book, suffix: str = ".html") -> Iterator[tuple[str, str]]:
    """File name and text of the index and of every rule's page, as ".html" or ".md"."""
    write = to_html if suffix == ".html" else to_markdown
    for made in (pages(book), *(page(rule, book) for rule in book.texts.values())):
        yield file_name(made.code, suffix), write(made, lambda code: percent(file_name(code, suffix)))


# ---- Markdown ----


def to_markdown(made: Page, href: Href | None = lambda code: percent(file_name(code, ".md"))) -> str:
    """The page as Markdown; without `href` other rules are named, not linked."""
    parts = [f"# {marked(made.title)}", *(_markdown(block, href) for block in made.blocks)]
    return "\n\n".join(parts) + "\n"


def marked(text: str) -> str:
    """Text on one line that Markdown shows as it stands."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _markdown(block: Block, href: Href | None) -> str:
    match block:
        case Heading(text):
            return f"## {marked(text)}"
        case Paragraph(text):
            return marked(text)
        case Quote(text, by):
            return f"> “{marked(text)}”\n>\n> {marked(by)}"
        case Code(text):
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
            return f"{fence}text\n{' '.join(text.split())}\n{fence}"
        case Entries(entries):
            return "\n".join(_marked_lines(entries, href, 0))


def _marked_lines(entries: Iterable[Entry], href: Href | None, depth: int) -> Iterator[str]:
    for entry in entries:
        text = marked(entry.text)
        yield f"{'  ' * depth}- " + (f"[{text}]({href(entry.code)})" if entry.code and href else text)
        yield from _marked_lines(entry.parts, href, depth + 1)


# ---- HTML ----


def to_html(made: Page, href: Href = lambda code: percent(file_name(code, ".html"))) -> str:
    """The page as one HTML file that fetches nothing."""
    body = "\n".join(_html(block, href) for block in made.blocks)
    title = escape(made.title)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _html(block: Block, href: Href) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Quote(text, by):
            return f"<blockquote><p>“{escape(text)}”</p><cite>{escape(by)}</cite></blockquote>"
        case Code(text):
            return f"<pre><code>{escape(text)}</code></pre>"
        case Entries(entries):
            return _html_list(entries, href)


def _html_list(entries: Iterable[Entry], href: Href) -> str:
    items = (f"<li>{_html_entry(entry, href)}</li>" for entry in entries)
    return f"<ul>{''.join(items)}</ul>"


def _html_entry(entry: Entry, href: Href) -> str:
    text = escape(entry.text)
    linked = f'<a href="{escape(href(entry.code))}">{text}</a>' if entry.code else text
    return linked + (_html_list(entry.parts, href) if entry.parts else "")


# ---- plain text ----


def to_text(made: Page, width: int = WIDTH) -> str:
    """The page for a terminal; control characters are shown as spaces."""
    lines = [plain(made.title), *(line for block in made.blocks for line in _text(block, width))]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text on one line without control characters."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _text(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from ("", f"{plain(text)}:")
        case Paragraph(text):
            yield textwrap.fill(plain(text), width)
        case Quote(text, by):
            yield textwrap.fill(
                f"“{plain(text)}” {plain(by)}", width, initial_indent="  ", subsequent_indent="  "
            )
        case Code(text):
            yield f"  {plain(text)}"
        case Entries(entries):
            yield from _text_lines(entries, width, 0)


def _text_lines(entries: Iterable[Entry], width: int, depth: int) -> Iterator[str]:
    indent = "  " * (depth + 1)
    for entry in entries:
        yield textwrap.fill(
            plain(entry.text), width, initial_indent=f"{indent[2:]}- ", subsequent_indent=indent
        )
        yield from _text_lines(entry.parts, width, depth + 1)
