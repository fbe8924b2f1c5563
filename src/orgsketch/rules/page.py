"""The page of a rule: all it says and rests on, as plain blocks; and the index of all pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from orgsketch.errors import ShorthandError
from orgsketch.resources import N_, _
from orgsketch.rules.blocks import Block, Code, Entries, Entry, Heading, Page, Paragraph, Quote
from orgsketch.rules.explain import Explainer
from orgsketch.rules.phrases import TOLD, capital, measure_text
from orgsketch.rules.reads import asked, reads
from orgsketch.vocabulary.records import SILENT, UNKNOWN, Source

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.rules.pack import Book, RuleText

_SLOT = re.compile(r"\{([a-z_]+)(?::([a-z_.]+))?\}|\[([^|\[\]]*)\|[^|\[\]]*\]")

ABSENT = {
    "boxes": N_("Fires only where all boxes are shown; until then it is an open question."),
    "relations": N_("Fires only where all lines are shown; until then it is an open question."),
}
KINDS = {
    "risk": N_("Risk"),
    "watch_out": N_("Watch-out"),
    "strength": N_("Strength"),
    "advice": N_("Advice"),
    "question": N_("Question"),
    "success_signal": N_("Success signal"),
}


def page(rule: RuleText, book: Book) -> Page:
    """The page of one rule of a book."""
    return Page(rule.title, tuple(_Writer(rule, book).blocks()), rule.code)


def pages(book: Book) -> Page:
    """The index: every rule by theme, in the order of the packs."""
    themes = {theme: place for place, theme in enumerate(book.words.themes)}
    rules = sorted(book.texts.values(), key=lambda rule: (themes.get(rule.theme, len(themes)), rule.theme))
    blocks: list[Block] = []
    for theme, group in groupby(rules, key=lambda rule: rule.theme):
        entries = (Entry(f"{rule.code} {rule.title} ({_kind(rule)})", code=rule.code) for rule in group)
        blocks += [Heading(_theme(theme, book)), Entries(tuple(entries))]
    return Page(
        _("Rules: {packs}").format(packs=", ".join(pack.title for pack in book.words.packs)), tuple(blocks)
    )


class _Writer:
    """Writes the sections of one rule, leaving out those that have nothing to say."""

    def __init__(self, rule: RuleText, book: Book) -> None:
        self.rule, self.book, self.words = rule, book, book.words
        self.explainer = Explainer(book)
        self.reads = reads(asked(rule), book)

    def blocks(self) -> Iterator[Block]:
        rule = self.rule
        yield Paragraph(f"{rule.code} · {_kind(rule)} · {_theme(rule.theme, self.book)}")
        if rule.quiet:
            yield Paragraph(_("Quiet: it stands in the footer line of the panel, not among the findings."))
        for heading, section in (
            (_("What it says"), (Paragraph(self.message()),)),
            (_("When it holds"), self.when()),
            (_("Severity"), self.severity()),
            (_("Why it matters"), _paragraph(rule.why)),
            (_("When this is fine"), _paragraph(rule.fine_when)),
            (_("Who says so"), self.sources()),
            (_("Who disagrees, and when"), self.disputes()),
            (_("What would change it"), _entries(Entry(remedy.text) for remedy in rule.remedies)),
            (_("Fires on"), self.example(rule.fires)),
            (_("Near miss"), self.example(rule.near_miss)),
            (_("What its words mean"), self.meanings()),
            (_("What it asks"), self.questions()),
            (_("Related rules"), self.related()),
        ):
            written = tuple(section)
            if written:
                yield Heading(heading)
                yield from written

    # ---- what it says, and when ----

    def message(self) -> str:
        """The message with general words where a chart's own names would stand."""
        return capital(_SLOT.sub(self._slot, self.rule.message))

    def _slot(self, match: re.Match[str]) -> str:
        name, fact, singular = match.groups()
        if name is None:
            return str(singular)
        if name == "fact":
            question = self.words.questions.get(fact or "")
            return f"[{question.text if question else fact}]"
        general = {"team": _("the box"), "manager": _("its manager")}
        if name in self.book.terms:
            return self.explainer.boxes(self.book.terms[name]["set"])
        return general.get(name, match[0])

    def when(self) -> Iterator[Block]:
        rule = self.rule
        if rule.about is None:
            yield Paragraph(_("It is about the chart as a whole."))
        else:
            yield Paragraph(_("It is about: {boxes}.").format(boxes=self.explainer.boxes(rule.about)))
        yield Entries((self.explainer.condition(rule.when),))
        for part in rule.absent:
            yield Paragraph(_(ABSENT[part]))

    def severity(self) -> Iterator[Block]:
        rule = self.rule
        yield Paragraph(_("{severity}, to begin with.").format(severity=rule.severity.capitalize()))
        steps = [(_("Raised to {to}").format(to=step.to), step.when) for step in rule.raised]
        steps += [(_("Lowered a step"), when) for when in rule.lowered]
        steps += [(_("Mentioned beside it"), when) for when in rule.noted]
        for heading, when in steps:
            yield Entries((Entry(_("{step} where").format(step=heading), (self.explainer.condition(when),)),))

    # ---- who says so, who disagrees ----

    def sources(self) -> Iterator[Block]:
        for source in self.rule.sources:
            yield Quote(source.quote, self.by(source.voice, source.article, source.line, source.note))
        if self.rule.convention:
            yield Paragraph(_("A convention: {text}").format(text=self.rule.convention))

    def by(self, voice: str, article: str, line: int = 0, note: str = "") -> str:
        """Who speaks and where: voice, article, line, note."""
        known = self.words.voices.get(voice)
        text = self.words.articles.get(article or (known.article if known else ""))
        told = [known.name if known else voice, f"“{text.title}”" if text else article]
        told += [_("line {line}").format(line=line)] if line else []
        return ", ".join(part for part in (*told, note) if part)

    def disputes(self) -> Iterator[Block]:
        for dispute in self.rule.disputes:
            other = self.book.texts.get(dispute.rule)
            name = f"{other.code} {other.title}" if other else self._name(dispute.voice)
            when = (Entry(capital(dispute.when)),) if dispute.when else ()
            yield Entries((Entry(name, when, code=other.code if other else ""),))
            if other:
                yield from (self._quote(source) for source in other.sources[:1])
            elif dispute.quote:
                by = self.by(dispute.voice, dispute.article, dispute.line, dispute.note)
                yield Quote(dispute.quote, by)

    def _quote(self, source: Source) -> Quote:
        return Quote(source.quote, self.by(source.voice, source.article, source.line, source.note))

    def _name(self, voice: str) -> str:
        known = self.words.voices.get(voice)
        return capital(known.name if known else voice)

    # ---- examples ----

    def example(self, line: str) -> Iterator[Block]:
        if not line:
            return
        from orgsketch import shorthand

        yield Code(line)
        try:
            chart = shorthand.read(line, self.words)
        except ShorthandError as error:
            yield Paragraph(_("This line cannot be read: {error}").format(error=error))
            return
        yield Entries(tuple(_drawn(chart)))

    # ---- what it rests on ----

    def meanings(self) -> Iterator[Block]:
        entries: list[Entry] = []
        for name, entry in self.reads.facts.items():
            title = str(entry.get("says") or name.replace("_", " "))
            title = title.replace(": {value}", "").replace("{value}", "…").replace("{box}", _("a box"))
            if "when" in entry:
                entries.append(Entry(capital(title), (self.explainer.condition(entry["when"]),)))
            elif entry["measure"] in TOLD:
                told = measure_text(entry, self.explainer.phrases, _("the box"), TOLD)
                entries.append(Entry(capital(title), (Entry(told),)))
        for name, entry in self.reads.sets.items():
            described = {key: value for key, value in entry.items() if key != "title"}
            if described.keys() - {"of"}:
                words = capital(self.explainer.boxes(described))
                entries.append(Entry(capital(self.explainer.boxes(name)), (Entry(words),)))
        yield from _entries(entries)

    def questions(self) -> Iterator[Block]:
        yield from _entries(
            Entry(self.words.questions[fact].text, (Entry(self._meaning(fact, meaning)),))
            for fact, meaning in self.reads.questions.items()
        )

    def _meaning(self, fact: str, meaning: object) -> str:
        if meaning == UNKNOWN:
            return _("While nobody has said, the rule waits and asks.")
        if meaning == SILENT:
            return _("While nobody has said, no condition on it holds, and nothing is asked.")
        words = self.words.questions[fact].choice_text(meaning)
        return _("While nobody has said, {value} counts.").format(value=words)

    def related(self) -> Iterator[Block]:
        own = self.rule.code
        codes = dict.fromkeys([*self.reads.rules, *(dispute.rule for dispute in self.rule.disputes)])
        for code, other in self.book.texts.items():
            if own in reads(asked(other), self.book).rules or own in [d.rule for d in other.disputes]:
                codes[code] = None
        yield from _entries(
            Entry(f"{code} {self.book.texts[code].title}", code=code)
            for code in codes
            if code in self.book.texts and code != own
        )


def _kind(rule: RuleText) -> str:
    kind = _(KINDS[rule.kind]) if rule.kind in KINDS else rule.kind
    return f"{kind}, {rule.severity}"


def _theme(theme: str, book: Book) -> str:
    known = book.words.themes.get(theme)
    return known.title if known else capital(theme.replace("_", " ")) or _("No theme")


def _paragraph(text: str) -> Iterator[Block]:
    if text:
        yield Paragraph(text)


def _entries(entries: Iterable[Entry]) -> Iterator[Block]:
    found = tuple(entries)
    if found:
        yield Entries(found)


def _drawn(chart: Chart) -> Iterator[Entry]:
    """The boxes of a small chart, reports below their manager."""

    def drawn(box: str) -> Entry:
        return Entry(chart.boxes[box].title, tuple(map(drawn, chart.reports(box))))

    return map(drawn, chart.reports(None))
