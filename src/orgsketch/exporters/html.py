"""One page that works anywhere, offline: the chart to pan, zoom, fold and search, and all that was found.

Everything is in the file and a content security policy forbids the rest; without scripts the page is whole,
only still. The outline is the chart for those who cannot see it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from orgsketch.drawing.keys import MARK_TITLES, NO_ABSOLUTE, NO_ABSOLUTE_BY, context_line, footer_notes
from orgsketch.exporters.htmlchart import chart_svg
from orgsketch.exporters.material import Material
from orgsketch.exporters.moves import Move, moves
from orgsketch.exporters.noted import (
    Noted,
    because,
    dissent,
    messages,
    noted,
    numbers_of,
    remarks,
    said_by,
    size_in_words,
)
from orgsketch.exporters.svg import escaped
from orgsketch.model import tree
from orgsketch.resources import _, resource

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding

# Browsers give up on lists much deeper than this.
DEEPEST = 100
SIGNS = {"added": "+", "removed": "−", "moved": "→", "changed": "Δ"}


def write(material: Material) -> bytes:
    """The page of a chart; with a baseline it shows before and after."""
    style = resource("viewer", "viewer.css").read_text("utf-8")
    script = resource("viewer", "viewer.js").read_text("utf-8")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    )
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Orgsketch">',
            f"<title>{escaped(material.title)}</title>\n<style>{style}</style>\n</head>\n<body>",
            *_body(material),
            f"<script>{script}</script>\n</body>\n</html>\n",
        ]
    ).encode("utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _body(material: Material) -> Iterator[str]:
    yield f'<a class="skip" href="#findings-after">{_("To the findings")}</a>'
    yield from _header(material)
    yield from _tools(material.baseline is not None)
    yield "<main>"
    if material.baseline:
        yield from _Version(material.baseline, "before", material).html()
    yield from _Version(material, "after", material.baseline).html()
    yield "</main>"
    options, benched = material.options, len(material.layout.bench)
    notes = footer_notes(material.chart, material.report, options, benched)
    yield f"<footer><span>{escaped(NO_ABSOLUTE)} – {escaped(NO_ABSOLUTE_BY)}</span>"
    yield f"<span>{escaped(notes)}</span></footer>"


def _header(material: Material) -> Iterator[str]:
    yield "<header>"
    if material.options.mark:
        yield f'<span class="mark">{escaped(material.options.mark)}</span>'
    yield f"<h1>{escaped(material.title)}</h1>"
    context = context_line(material.chart, material.book.vocabulary)
    if context:
        yield f'<p class="context">{escaped(context)}</p>'
    for name, text in material.rationale:
        about = f"<b>{escaped(name)}</b> " if name else ""
        yield f'<p class="context">{about}{escaped(text)}</p>'
    yield f'<p class="about">{escaped(size_in_words(material.chart))}</p>\n</header>'


def _tools(has_versions: bool) -> Iterator[str]:
    """Everything that needs the script; hidden until it runs."""
    yield f'<div class="tools" role="toolbar" aria-label="{_("Chart")}" data-needs-js hidden>'
    yield f'<label for="search">{_("Find")}</label><input type="search" id="search" autocomplete="off">'
    yield '<output id="hits" for="search" aria-live="polite"></output><span class="grow"></span>'
    if has_versions:
        yield f'<fieldset class="switch"><legend>{_("Version")}</legend>'
        for name, label in (("before", _("Before")), ("after", _("After"))):
            checked = " checked" if name == "after" else ""
            yield f'<input type="radio" name="version" id="v-{name}" value="{name}"{checked}>'
            yield f'<label for="v-{name}">{label}</label>'
        yield "</fieldset>"
    buttons = {
        "fold-all": _("Fold all"),
        "unfold-all": _("Unfold all"),
        "zoom-out": "−",
        "fit": _("Fit"),
        "zoom-in": "+",
    }
    words = {"zoom-out": _("Zoom out"), "zoom-in": _("Zoom in")}
    for key, label in buttons.items():
        yield f'<button type="button" id="{key}" aria-label="{words.get(key, label)}">{label}</button>'
    yield "</div>"


class _Version:
    """One chart on the page: its picture and its panel. `other`: the version it is compared with."""

    def __init__(self, material: Material, name: str, other: Material | None) -> None:
        self.material, self.name, self.other = material, name, other
        self.chart = material.chart
        self.moves = self._moves()
        self.new = self._only_here()

    def html(self) -> Iterator[str]:
        """The whole version; the one before is hidden at first."""
        hidden = " hidden" if self.name == "before" else ""
        yield f'<div class="version" data-version="{self.name}"{hidden}>'
        label = _("The chart, drawn; the outline says the same")
        yield f'<div class="stage" tabindex="0" role="group" aria-label="{label}">'
        yield chart_svg(self.material, self.name, self._flags())
        yield "</div>"
        yield f'<aside class="panel" aria-label="{_("What was found")}">'
        yield from self._findings()
        yield from self._questions()
        yield from self._changes()
        yield f"<section><h2>{_('Outline')}</h2>"
        yield from self._outline()
        yield "</section></aside></div>"

    # --- what differs -------------------------------------------------------------------------------------

    def _moves(self) -> list[Move]:
        if self.other is None:
            return []
        before, after = (self.other, self.material) if self.name == "after" else (self.material, self.other)
        return moves(before.chart, after.chart)

    def _flags(self) -> Mapping[str, str]:
        """The flag of every changed box: what is removed shows before, the rest after."""
        order = ("changed", "moved", "added", "removed")
        flags: dict[str, str] = {}
        for move in sorted(self.moves, key=lambda move: order.index(move.kind)):
            if (move.kind == "removed") == (self.name == "before") and move.box in self.chart.boxes:
                is_box = move.what == _("box") or move.kind in ("moved", "changed")
                flags[move.box] = move.kind if is_box else flags.get(move.box, "changed")
        return flags

    def _only_here(self) -> frozenset[tuple[str, str | None]]:
        """The findings that the other version does not have."""
        if self.other is None:
            return frozenset()
        there = {finding.key for finding in self.other.report.findings}
        return frozenset(finding.key for finding in self.material.report.findings) - there

    # --- the panel ----------------------------------------------------------------------------------------

    def _findings(self) -> Iterator[str]:
        found = [note for note in noted(self.material) if note.findings]
        yield f'<section id="findings-{self.name}"><h2>{_("Findings")}</h2>'
        if not found:
            yield f"<p>{_('None are shown.')}</p>"
        section = ""
        for note in found:
            if note.entry.section != section:
                section = note.entry.section
                yield f"<h3>{escaped(section)}</h3>"
            yield from self._finding(note, note.findings[0])
        yield "</section>"

    def _finding(self, note: Noted, first: Finding) -> Iterator[str]:
        kind = note.entry.mark.kind
        chip = self._chip(note)
        yield f'<article id="finding-{self.name}-{note.entry.number}" class="{kind}">'
        yield f'<h4><span class="number">{note.entry.number}</span>'
        yield f"<span>{escaped(first.title)}{chip}</span></h4>"
        said = f"{_(MARK_TITLES.get(kind, kind))} · {first.rule}"
        yield f'<div class="below"><p class="kind">{escaped(said)}</p>'
        yield self._where(note.entry.boxes)
        yield from (f"<p>{escaped(text)}</p>" for text in messages(self.chart, note.findings))
        if first.why:
            yield f"<p>{escaped(first.why)}</p>"
        yield from (f"<p>{escaped(text)}</p>" for text in remarks(note.findings))
        yield from _list(_("Because"), because(self.chart, note.findings))
        for source in first.sources:
            yield f"<blockquote>“{escaped(source.quote)}”<cite>{escaped(said_by(source))}</cite></blockquote>"
        yield from _list(_("Who disagrees"), map(dissent, first.disputed_by))
        if first.fine_when:
            yield f"<p><b>{_('Fine when')}</b>: {escaped(first.fine_when)}</p>"
        yield from _list(_("What would change it"), (remedy.text for remedy in first.remedies))
        yield "</div></article>"

    def _chip(self, note: Noted) -> str:
        if not any(finding.key in self.new for finding in note.findings):
            return ""
        label = _("new") if self.name == "after" else _("ends")
        return f'<span class="chip">{label}</span>'

    def _questions(self) -> Iterator[str]:
        if not self.material.report.questions:
            return
        numbers = {e.rule: e.number for e in self.material.entries if e.mark.kind == "question"}
        yield f"<section><h2>{_('Open questions')}</h2>"
        for question in self.material.report.questions:
            number = numbers.pop(question.fact, None)
            anchor = f' id="finding-{self.name}-{number}"' if number else ""
            yield f'<article{anchor} class="question"><h4><span class="number">{number or "?"}</span>'
            yield f"<span>{escaped(question.text)}</span></h4>"
            decides = _("Decides {rules}").format(rules=", ".join(question.decides))
            yield f'<div class="below"><p class="kind">{escaped(decides)}</p>'
            yield self._where((question.about,) if question.about else ())
            yield "</div></article>"
        yield "</section>"

    def _where(self, boxes: Iterable[str]) -> str:
        """Buttons that show the boxes on the chart."""
        here = [box for box in boxes if box in self.chart.boxes]
        buttons = [self._button([box], "where", self._title(box)) for box in here[:6]]
        if len(here) > 6:
            buttons.append(self._button(here, "where", _("all {count}").format(count=len(here))))
        return f"<p>{' '.join(buttons)}</p>" if buttons else ""

    def _button(self, boxes: list[str], kind: str, label: str) -> str:
        return (
            f'<button type="button" class="{kind}" data-boxes="{" ".join(boxes)}">{escaped(label)}</button>'
        )

    def _changes(self) -> Iterator[str]:
        if self.other is None:
            return
        yield f'<section><h2>{_("What changes")}</h2><ul class="changes">'
        for move in self.moves:
            told = escaped(f"{move.what}: {move.was or '–'} → {move.now or '–'}")
            title = move.title or _("Untitled")
            shown = (
                self._button([move.box], "where", title) if move.box in self.chart.boxes else escaped(title)
            )
            flag = f'<span class="flag {move.kind}" aria-hidden="true">{SIGNS[move.kind]}</span>'
            yield f"<li>{flag} {shown} {_(move.kind)}, {told}</li>"
        yield "</ul></section>" if self.moves else f"</ul><p>{_('Nothing.')}</p></section>"

    # --- the outline --------------------------------------------------------------------------------------

    def _outline(self) -> Iterator[str]:
        """Every box as a nested list that folds, managers before their reports."""
        numbers = numbers_of(self.material)
        depth: dict[str | None, int] = {None: -1}
        nested = 0
        yield '<ul class="outline">'
        for box in tree.walk(self.chart):
            depth[box] = depth[self.chart.boxes[box].reports_to] + 1
            level = min(depth[box], DEEPEST)
            yield "</ul></details></li>" * (nested - level)
            said = self._entry(box, numbers.get(box, ()))
            is_nested = bool(self.chart.reports(box)) and level < DEEPEST
            nested = level + is_nested
            if is_nested:
                yield f'<li><details open data-box="{box}"><summary>{said}</summary><ul>'
            else:
                yield f'<li class="leaf">{said}</li>'
        yield "</ul></details></li>" * nested + "</ul>"

    def _entry(self, box: str, numbers: Iterable[int]) -> str:
        """A box in the outline: title, who sits there, its findings."""
        made = self.material.card(box)
        links = ", ".join(f'<a href="#finding-{self.name}-{number}">{number}</a>' for number in numbers)
        found = f" – {_('findings')} {links}" if links else ""
        goto = f'<button type="button" class="goto" data-boxes="{box}">{escaped(made.name)}</button>'
        return f'{goto} <span class="detail">{escaped(made.told)}{found}</span>'

    def _title(self, box: str) -> str:
        return self.chart.boxes[box].title or _("Untitled")


def _list(heading: str, entries: Iterable[str]) -> Iterator[str]:
    told = list(dict.fromkeys(entries))
    if told:
        items = "".join(f"<li>{escaped(entry)}</li>" for entry in told)
        yield f"<h5>{heading}</h5><ul>{items}</ul>"
