"""One version of the chart on a page: its picture, its legend, and beside them all that was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from orgsketch.drawing.keys import MARK_TITLES
from orgsketch.drawing.marks import Mark, flag_shapes, mark_shapes
from orgsketch.drawing.quoting import quoted
from orgsketch.exporters.htmlchart import chart_svg, small_svg
from orgsketch.exporters.material import Material
from orgsketch.exporters.moves import Move, moves
from orgsketch.exporters.noted import Noted, because, dissent, messages, noted, numbers_of, remarks, said_by
from orgsketch.exporters.svg import escaped
from orgsketch.layout.geometry import Rect
from orgsketch.model import tree
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, OpenQuestion

# Browsers give up on lists much deeper than this.
DEEPEST = 100
# In a longer outline what is not in sight is not laid out, and not told to screen readers until it is.
MANY = 500
MARK_SIDE = 24.0


class Version:
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
        label = _("The chart, drawn: arrows move it, plus and minus zoom; the outline says the same")
        yield f'<div class="drawn"><div class="stage" tabindex="0" role="group" aria-label="{label}">'
        yield "<noscript>"
        yield chart_svg(self.material, self.name, self._flags())
        yield "</noscript></div>"
        yield from self._keys()
        yield f'</div><aside class="panel" aria-label="{_("What was found")}">'
        yield from self._findings()
        yield from self._questions()
        yield from self._changes()
        yield f'<section id="outline-{self.name}" tabindex="-1"><h2>{_("Outline")}</h2>'
        yield from self._outline()
        yield "</section></aside></div>"

    def _keys(self) -> Iterator[str]:
        """What marks, colours and lines stand for."""
        items = [item for row in self.material.page.keys for item in row]
        if not items:
            return
        yield f'<details class="key small-closed" open><summary>{_("Legend")}</summary><ul>'
        for item in items:
            room = Rect(0, -2, item.width + 2, item.height + 4)
            yield f"<li>{small_svg(item.shapes, room, self.material.theme)}</li>"
        yield "</ul></details>"

    # --- what differs -------------------------------------------------------------------------------------

    def _moves(self) -> list[Move]:
        if self.other is None:
            return []
        before, after = (self.other, self.material) if self.name == "after" else (self.material, self.other)
        return moves(before.chart, after.chart, self.material.book.vocabulary)

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
        yield f'<section id="findings-{self.name}" tabindex="-1"><h2>{_("Findings")}</h2>'
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
        yield f'<article id="finding-{self.name}-{note.entry.number}" class="{kind}" tabindex="-1">'
        yield f'<h4><span class="number">{self._mark(note.entry.mark, note.entry.number)}</span>'
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
            said = f"{escaped(quoted(source.quote))}<cite>{escaped(said_by(source))}</cite>"
            yield f"<blockquote>{said}</blockquote>"
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

    def _mark(self, mark: Mark, number: int | None) -> str:
        """The number of a finding as it stands on the chart."""
        label = "?" if number is None else str(number)
        shapes = mark_shapes(mark._replace(label=label), 0, 0, MARK_SIDE, "")
        room = Rect(0, 0, 0, 0).grown(MARK_SIDE / 2 + 2)
        drawn = small_svg(shapes, room, self.material.theme)
        return f'<span aria-hidden="true">{drawn}</span><span class="unseen">{label}</span>'

    def _questions(self) -> Iterator[str]:
        """Each question once, with all the boxes it is asked about."""
        asked: dict[tuple[str, str], list[OpenQuestion]] = {}
        for question in self.material.report.questions:
            asked.setdefault((question.fact, question.text), []).append(question)
        if not asked:
            return
        numbers = {e.rule: e.number for e in self.material.entries if e.mark.kind == "question"}
        yield f"<section><h2>{_('Open questions')}</h2>"
        for (fact, text), alike in asked.items():
            number = numbers.pop(fact, None)
            anchor = f' id="finding-{self.name}-{number}"' if number else ""
            yield f'<article{anchor} class="question" tabindex="-1">'
            yield f'<h4><span class="number">{self._mark(Mark("question"), number)}</span>'
            yield f"<span>{escaped(text)}</span></h4>"
            rules = dict.fromkeys(rule for question in alike for rule in question.decides)
            decides = _("Decides {rules}").format(rules=", ".join(rules))
            yield f'<div class="below"><p class="kind">{escaped(decides)}</p>'
            yield self._where(dict.fromkeys(question.about for question in alike if question.about))
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
            drawn = small_svg(flag_shapes(move.kind, 0, 0), Rect(0, 0, 20, 16), self.material.theme)
            flag = f'<span class="flag" aria-hidden="true">{drawn}</span>'
            yield f"<li>{flag} {shown} {_(move.kind)}, {told}</li>"
        yield "</ul></section>" if self.moves else f"</ul><p>{_('Nothing.')}</p></section>"

    # --- the outline --------------------------------------------------------------------------------------

    def _outline(self) -> Iterator[str]:
        """Every box in a tree that folds, managers before their reports."""
        numbers = numbers_of(self.material)
        depth: dict[str | None, int] = {None: -1}
        nested = 0
        look = "outline many" if len(self.chart.boxes) > MANY else "outline"
        yield f'<ul class="{look}" role="tree" aria-label="{_("Outline")}">'
        for box in tree.walk(self.chart):
            depth[box] = depth[self.chart.boxes[box].reports_to] + 1
            level = min(depth[box], DEEPEST)
            yield "</ul></li>" * (nested - level)
            is_nested = bool(self.chart.reports(box)) and level < DEEPEST
            nested = level + is_nested
            yield self._entry(box, numbers.get(box, ()), depth[box] + 1, is_nested)
        yield "</ul></li>" * nested + "</ul>"

    def _entry(self, box: str, numbers: Sequence[int], level: int, is_open: bool) -> str:
        """A box in the outline: title, who sits there, its findings; open for its reports or closed."""
        made = self.material.card(box)
        links = ", ".join(
            f'<a href="#finding-{self.name}-{number}" tabindex="-1">{number}</a>' for number in numbers
        )
        found = f" – {_('findings')} {links}" if links else ""
        told = ", ".join(filter(None, [made.told, f"{_('findings')} {', '.join(map(str, numbers))}"]))
        said = f"{made.name}, {told if numbers else made.told}".removesuffix(", ")
        state = ' aria-expanded="true"' if is_open else ""
        twist = '<span class="twist" aria-hidden="true"></span>' if is_open else ""
        return (
            f'<li role="treeitem" aria-level="{level}"{state} aria-label="{escaped(said)}" data-box="{box}" '
            f'tabindex="-1"><div class="row">{twist}<span class="name">{escaped(made.name)}</span> '
            f'<span class="detail">{escaped(made.told)}{found}</span></div>'
            + ('<ul role="group">' if is_open else "</li>")
        )

    def _title(self, box: str) -> str:
        return self.chart.boxes[box].title or _("Untitled")


def _list(heading: str, entries: Iterable[str]) -> Iterator[str]:
    told = list(dict.fromkeys(entries))
    if told:
        items = "".join(f"<li>{escaped(entry)}</li>" for entry in told)
        yield f"<h5>{heading}</h5><ul>{items}</ul>"
