"""What a tooltip on the canvas says: only what the picture does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.drawing.cards import spoken
from orgsketch.drawing.cardshapes import level
from orgsketch.drawing.relations import kind_title
from orgsketch.resources import _, plural
from orgsketch.ui.canvas.hits import Hit
from orgsketch.ui.spoken import box_title, taken_for

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas
    from orgsketch.ui.canvas.stage import Stage

MOST = 4


def tip_text(canvas: Canvas, hit: Hit) -> str:
    """The words for what is under the pointer, as plain text; "" where the picture says it all."""
    if hit.kind == "mark":
        return _mark(canvas, hit)
    if hit.kind == "handle":
        is_report = hit.part == "report"
        return _("Add a report; drag to draw a line") if is_report else _("Add a peer; drag to draw a line")
    if hit.kind == "fold":
        return _("Unfold")
    if hit.kind == "heading":
        return _("Close the bench") if canvas.bench.is_open else _("Open the bench")
    if hit.kind == "more":
        return _("More boxes without a manager")
    if hit.kind == "relation":
        return _relation(canvas, hit.part)
    return _card(canvas, hit.box) if hit.kind == "card" else ""


def selection_text(canvas: Stage) -> str:
    """What is selected, for a screen reader."""
    chart, boxes = canvas.document.chart, canvas.overlay.selection
    if len(boxes) != 1:
        return plural("{count} box selected", "{count} boxes selected", len(boxes)) if boxes else ""
    manager = box_title(chart, chart.boxes[boxes[0]].reports_to)
    said = spoken(canvas.contents.card(boxes[0]), manager)
    return ", ".join(filter(None, (said, taken_for(chart, boxes[0], canvas.document.book))))


def _mark(canvas: Canvas, hit: Hit) -> str:
    mark = canvas.contents.mark(hit.box, int(hit.part))
    if mark is None:
        return ""
    titles = list(dict.fromkeys(finding.title for finding in canvas.contents.findings_at(hit.box, mark)))
    if mark.kind == "question":
        asked = canvas.document.report.questions
        titles = [question.text for question in asked if question.about == hit.box]
    more = [_("and {count} more").format(count=len(titles) - MOST)] if len(titles) > MOST else []
    return " · ".join([*titles[:MOST], *more])


def _relation(canvas: Canvas, relation: str) -> str:
    chart = canvas.document.chart
    line = chart.relations[relation]
    start, end = (box_title(chart, box, canvas.document.book) for box in (line.start, line.end))
    return f"{start}: {line.label or kind_title(line.kind)} {end}"


def _card(canvas: Canvas, box: str) -> str:
    """The whole title where it is cut short, name and detail on a small card; then what the role does."""
    card, role = canvas.contents.card(box, 0), _role(canvas, box)
    worn = [f"{badge.words[:1].upper()}{badge.words[1:]}" for badge in card.badges]
    if level(canvas.view.zoom) != "full":
        name = f"{card.name} · {card.detail}" if card.detail else card.name
    else:
        is_cut = " ".join(card.title) != card.name or box in canvas.chart_layout.bench
        name = card.name if is_cut else ""
    chart = canvas.document.chart
    taken = taken_for(chart, box, canvas.document.book) if box in chart.boxes else ""
    return ". ".join(filter(None, (name, card.value, taken, *worn, role)))


def _role(canvas: Canvas, box: str) -> str:
    """What the functions of a box are for, as the packs say it."""
    record = canvas.document.chart.boxes.get(box)
    known = canvas.contents.vocabulary.functions
    helps = (known[name].help for name in record.functions if name in known) if record else ()
    return " ".join(filter(None, helps))
