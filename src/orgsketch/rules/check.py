"""Checking a whole book at once: every condition, side condition, remedy and reference to another rule."""

from __future__ import annotations

from collections.abc import Iterable

from orgsketch.errors import PackError
from orgsketch.resources import _
from orgsketch.rules import remedies
from orgsketch.rules.pack import FLAGS, KINDS, SEVERITIES, Book, RuleText
from orgsketch.vocabulary.nearest import did_you_mean
from orgsketch.vocabulary.records import Badge
from orgsketch.vocabulary.shape import check_name


def check_book(book: Book) -> None:
    """Refuse a book with anything in it that could only fail later.

    Raises PackError with one sentence that names file, rule and key, and the nearest valid name.
    """
    for text in book.texts.values():
        _check_words(book, text)
        _check_references(book, text)
    for code in book.texts:
        book.compiled(code)
    for text in book.texts.values():
        for step in text.raised:
            book.side(text, "raised", step.when)
        for key in ("lowered", "noted"):
            for data in getattr(text, key):
                book.side(text, key, data)
        for remedy in text.remedies:
            _placed(book, text, "remedies", lambda remedy=remedy: remedies.check(book, remedy))
    for name in (*book.sets, *(term["set"] for term in book.terms.values())):
        book.compiler.set(name)
    for name in book.facts:
        _check_fact(book, name)
    for badge in book.words.badges.values():
        _check_badge(book, badge)
    for function in book.words.functions.values():
        for activity in function.usual:
            check_name(activity, book.words.activities, f"functions.toml, function {function.id}", "activity")
        for served in function.serves:
            check_name(served, book.words.functions, f"functions.toml, function {function.id}", "function")


def _check_badge(book: Book, badge: Badge) -> None:
    place = f"badges.toml, badge {badge.id}"
    if bool(badge.fact) == bool(badge.worn_by):
        raise PackError(_("{place}: it needs either `fact` or `worn_by`.").format(place=place))
    if badge.fact:
        check_name(badge.fact, book.words.questions, place, "question")
        choices = [choice.value for choice in book.words.questions[badge.fact].choices]
        for choice in badge.counts:
            check_name(choice, choices, place, "choice")
    for name in filter(None, (badge.worn_by, badge.at)):
        try:
            book.compiler.set(name)
        except PackError as error:
            raise PackError(f"{place}: {str(error).rstrip('.')}.") from None


def _check_words(book: Book, text: RuleText) -> None:
    _one_of(book, text, "kind", text.kind, KINDS)
    _one_of(book, text, "severity", text.severity, SEVERITIES)
    _one_of(book, text, "theme", text.theme, ("", *book.words.themes))
    for part in text.absent:
        _one_of(book, text, "absent", part, FLAGS)
    for step in text.raised:
        _one_of(book, text, "raised", step.to, SEVERITIES)
    if not text.sources and not text.convention:
        raise book.error(text, "sources", "a rule names a source, or says that it is a convention")


def _check_references(book: Book, text: RuleText) -> None:
    for source in text.sources:
        _one_of(book, text, "sources", source.voice, book.words.voices)
        if source.article:
            _one_of(book, text, "sources", source.article, book.words.articles)
    for dispute in text.disputes:
        if dispute.rule:
            _one_of(book, text, "disputes", dispute.rule, book.texts)
        elif dispute.voice:
            _one_of(book, text, "disputes", dispute.voice, book.words.voices)
        else:
            raise book.error(text, "disputes", "a dispute names a rule or a voice")


def _one_of(book: Book, text: RuleText, key: str, name: str, names: Iterable[str]) -> None:
    if name not in names:
        raise book.error(text, key, f"there is no {name!r}{did_you_mean(name, names)}")


def _placed(book: Book, text: RuleText, key: str, work: object) -> None:
    try:
        work()  # type: ignore[operator]
    except PackError as error:
        raise book.error(text, key, str(error)) from None


def _check_fact(book: Book, name: str) -> None:
    entry = book.facts[name]
    try:
        if "measure" in entry:
            book.compiler.measure(entry)
        else:
            book.compiler.condition(entry["when"])
    except KeyError:
        raise PackError(
            _("facts.toml, fact {name}: it needs `when` or `measure`.").format(name=name)
        ) from None
    except PackError as error:
        raise PackError(
            _("facts.toml, fact {name}: {fault}.").format(name=name, fault=str(error).rstrip("."))
        ) from None
