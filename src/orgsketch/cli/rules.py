"""`orgsketch rules`: list the rules, explain one or all, test the examples of a pack, begin a pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.cli import FINE, FOUND, one_line
from orgsketch.cli.arguments import Parser, UsageError, add_packs, pack_folders, suggestion
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import Book, RuleText

_PACK_ID = re.compile(r"[a-z][a-z0-9-]*")


def run(arguments: Sequence[str]) -> int:
    """Do one of the five."""
    parser = Parser("rules", "List the rules, explain one or all, test the examples of a pack, begin a pack.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Action)
    add_packs(actions.add_parser("list", help="every rule with its code, kind and severity"))
    show = actions.add_parser("show", help="one rule: what it says, why, who says so, who disagrees")
    show.add_argument("code", metavar="CODE")
    add_packs(show)
    pages = actions.add_parser("pages", help="a folder with a page for every rule")
    pages.add_argument("folder", metavar="DIR", type=Path)
    add_packs(pages)
    test = actions.add_parser("test", help="whether the examples of a pack's rules behave as stated")
    test.add_argument("folder", metavar="DIR", type=Path)
    new = actions.add_parser("new", help="a new pack with one rule to begin from")
    new.add_argument("folder", metavar="DIR", type=Path)
    options = parser.parse_args(arguments)
    if options.action == "test":
        return _test(options.folder)
    if options.action == "new":
        return _new(options.folder)
    from orgsketch.rules.pack import load_book

    book = load_book((), tuple(pack_folders(options.packs)))
    if options.action == "pages":
        return _pages(book, options.folder)
    return _list(book) if options.action == "list" else _show(book, options.code.upper())


def explained(book: Book, code: str) -> str:
    """The page of a rule, as text."""
    from orgsketch.rules.page import page
    from orgsketch.rules.pagetext import to_text

    return to_text(page(book.texts[code], book)).rstrip("\n")


def failures(engine: Engine, text: RuleText) -> Iterator[str]:
    """What is wrong with the examples of a rule: its `fires` must fire it, its `near_miss` be a plain no."""
    from orgsketch import shorthand
    from orgsketch.errors import ShorthandError

    for key, line in (("fires", text.fires), ("near_miss", text.near_miss)):
        if not line:
            yield f"{text.code}: there is no {key} example"
            continue
        try:
            report = engine.report(shorthand.read(line, engine.book.vocabulary))
        except ShorthandError as error:
            yield f"{text.code}: {key}, column {error.column}: {error}"
            continue
        fired = any(finding.rule == text.code for finding in report.findings)
        is_open = any(text.code in asked.decides for asked in report.questions)
        if key == "fires" and not fired:
            yield f"{text.code}: does not fire on its example {line}"
        if key == "near_miss" and (fired or is_open):
            yield f"{text.code}: {'fires' if fired else 'stays open'} on its near miss {line}"


class _Action(Parser):
    """The parser of one action."""

    def __init__(self, **settings: str) -> None:
        command = settings.get("prog", "").removeprefix("orgsketch ")
        super().__init__(command, settings.get("help", ""))


def _list(book: Book) -> int:
    for text in book.texts.values():
        print(one_line(f"{text.code}  {text.kind.replace('_', '-'):15} {text.severity:9} {text.title}"))
    return FINE


def _show(book: Book, code: str) -> int:
    if code not in book.texts:
        raise UsageError(
            _("there is no rule {code}{near}").format(code=code, near=suggestion(code, book.texts))
        )
    print(explained(book, code))
    return FINE


def _pages(book: Book, folder: Path) -> int:
    """Write the index and every rule's page into a new folder."""
    from orgsketch.files import safewrite
    from orgsketch.rules.pagetext import texts

    if folder.exists():
        raise UsageError(_("{folder} is already there").format(folder=folder))
    try:
        folder.mkdir(parents=True)
        for name, text in texts(book):
            safewrite.write(folder / name, text.encode())
    except OSError as error:
        raise UsageError(
            _("{folder} cannot be made: {reason}").format(
                folder=folder, reason=(error.strerror or str(error)).lower()
            )
        ) from None
    print(f"{folder / 'index.html'}: {len(book.texts)} rules")
    return FINE


def _test(folder: Path) -> int:
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import load_book
    from orgsketch.vocabulary.folders import read_folder

    codes = [str(rule.get("code")) for rule in read_folder(folder)["rules"]]
    engine = Engine(load_book((), (folder,)))
    found = [line for code in codes for line in failures(engine, engine.book.texts[code])]
    for line in found:
        print(one_line(line))
    print(f"{len(codes)} rules, {len(found)} mistakes in their examples")
    return FOUND if found else FINE


def _new(folder: Path) -> int:
    """Copy the beginning of a pack, named after its folder."""
    from orgsketch.files import safewrite
    from orgsketch.resources import resource

    if not _PACK_ID.fullmatch(folder.name):
        raise UsageError(
            _("{name!r} is no name for a pack: small letters, digits and hyphens").format(name=folder.name)
        )
    if folder.exists():
        raise UsageError(_("{folder} is already there").format(folder=folder))
    try:
        (folder / "rules").mkdir(parents=True)
        for path in sorted(resource("new-pack").rglob("*.toml")):
            text = path.read_text(encoding="utf-8").replace("PACK-ID", folder.name)
            safewrite.write(folder / path.relative_to(resource("new-pack")), text.encode())
    except OSError as error:
        raise UsageError(
            _("{folder} cannot be made: {reason}").format(
                folder=folder, reason=(error.strerror or str(error)).lower()
            )
        ) from None
    print(f"{folder}: a pack with one rule; try orgsketch rules test {folder}")
    return FINE
