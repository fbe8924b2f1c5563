"""`orgsketch help TOPIC`: a command, a rule, a word of the field, or a page of help."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from orgsketch.cli import COMMANDS, FINE, main
from orgsketch.cli.arguments import Parser, UsageError, suggestion
from orgsketch.resources import _

WIDTH = 100


def run(arguments: Sequence[str]) -> int:
    """Print what is known about a topic; without one, the list of topics."""
    parser = Parser("help", "Explain a command, a rule (by its code), a word of the field, or a topic.")
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="without one: the list of topics")
    topic = parser.parse_args(arguments).topic
    if topic is None:
        print(_overview())
        return FINE
    if topic in COMMANDS:
        return main([topic, "--help"])
    if topic in _pages():
        print(_pages()[topic])
        return FINE
    return _rule_or_term(topic)


def _rule_or_term(topic: str) -> int:
    from orgsketch.cli.rules import explained
    from orgsketch.rules.pack import load_book

    book = load_book()
    terms = _terms()
    if topic.upper() in book.texts:
        print(explained(book, topic.upper()))
    elif topic.casefold() in terms:
        print(_term(terms[topic.casefold()]))
    else:
        known = [*COMMANDS, *_pages(), *terms, *book.texts]
        raise UsageError(
            _("there is no help on {topic!r}{near}; see orgsketch help").format(
                topic=topic, near=suggestion(topic, known)
            )
        )
    return FINE


def _overview() -> str:
    lines = [
        "orgsketch help TOPIC explains",
        f"  commands  {', '.join(COMMANDS)}",
        f"  topics    {', '.join(_pages())}",
        "  rules     by code, as in: orgsketch help PMM101 (orgsketch rules list names them all)",
        "  words     of the field, as in: orgsketch help 'span of control'",
    ]
    return "\n".join(lines)


def _pages() -> dict[str, str]:
    """The pages of help by name."""
    from orgsketch.resources import resource

    found = sorted(resource("help").glob("*.md"))
    return {path.stem: path.read_text(encoding="utf-8").rstrip() for path in found}


def _terms() -> dict[str, Mapping[str, Any]]:
    """The words that the built-in packs explain, by id and by title."""
    from orgsketch import vocabulary

    terms: dict[str, Mapping[str, Any]] = {}
    for tables, _is_foreign in vocabulary.pack_tables():
        for term in tables.get("glossary", {}).get("term", ()):
            terms[term["id"]] = terms[term["title"].casefold()] = term
    return terms


def _term(term: Mapping[str, Any]) -> str:
    lines = [term["title"], "", textwrap.fill(term["text"], WIDTH)]
    said = term.get("source")
    if said:
        lines += ["", textwrap.fill(f"“{said['quote']}”", WIDTH)]
    if term.get("see"):
        lines += ["", f"See also: {', '.join(term['see'])}"]
    return "\n".join(lines)
