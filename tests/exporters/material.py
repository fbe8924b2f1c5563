"""What the exporter tests export: a small annotated company, a box with any text, the naughty strings."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from orgsketch import vocabulary
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.exporters.material import Material
from orgsketch.model.chart import Chart
from orgsketch.model.records import Accepted, Answer, Box, Complete, Head, Person, Relation
from orgsketch.model.text import clean_line
from orgsketch.rules.finding import Disagreement, Finding, OpenQuestion, Reason, Remedy, Report, Said
from orgsketch.rules.pack import load_book
from tests.conftest import SHARED

EMPTY = Chart.of(Head("c_empty", "Empty"))


def _sample() -> Chart:
    answers = {"segment": Answer("b2b"), "product_knows_market": Answer("no", "Ana Ruiz", "interviews")}
    head = Head(
        "c_acme", "Acme today", None, False, ("product-marketing",), Complete(True, True), answers, "Draft"
    )
    people = [
        Person("p_ingrid", "Ingrid Holm", "ingrid@acme.example"),
        Person("p_ana", "Ana Ruiz", "ana@acme.example", "4711"),
        Person("p_ken", "Ken Ito"),
        Person("p_lea", "Lea Brandt"),
    ]
    boxes = [
        Box("b_ceo", "Chief executive", ("general_management",), None, "a0", ("p_ingrid",)),
        Box("b_product", "Product", ("product",), "b_ceo", "a1", headcount=1),
        Box("b_marketing", "Marketing", ("marketing",), "b_ceo", "a2", answers={"attuned": Answer("no")}),
        Box("b_dev", "R&D <Development>", ("development",), "b_ceo", "a3", headcount=12.5),
        Box(
            "b_pm",
            "PM Sensors",
            ("product_management",),
            "b_product",
            "a1",
            ("p_ken",),
            products=("Router", "A;B"),
        ),
        Box("b_pm2", "PM Cloud", ("product_management",), "b_product", "a2", headcount=0, status="planned"),
        Box(
            "b_pmm",
            "Product Marketing",
            ("product_marketing", "product_management"),
            "b_marketing",
            "a1",
            ("p_ana", "p_lea"),
            2,
            ("Router",),
            ("positioning", "launch"),
            notes="Two lines\nof notes",
            external_id="007",
            fields={"Site": "Delft"},
        ),
        Box(
            "b_events",
            "Events",
            ("marketing_services",),
            "b_marketing",
            "a2",
            ("p_lea",),
            responsibilities=(),
        ),
        Box("b_office", "Office of the CEO", (), "b_ceo", "a0", assistant=True),
    ]
    lines = [
        Relation("r_informs", "informs", "b_events", "b_dev"),
        Relation("r_dotted", "dotted", "b_pmm", "b_product", "launch only"),
    ]
    accepted = [Accepted("a_one", "MKT105", "b_marketing", "Ana Ruiz", "Known")]
    return Chart.of(head, people=people, boxes=boxes, relations=lines, accepted=accepted)


SAMPLE = _sample()


def titled(text: str) -> Chart:
    """Two boxes; the report has this title, a person of this name and a product of it."""
    text = clean_line(text)
    people = [Person("p_1", text)] if text else []
    seats = tuple(person.id for person in people)
    boxes = [
        Box("b_1", "Top", ("general_management",), None, "a0"),
        Box("b_2", text, ("other",), "b_1", "a0", seats, products=(text,) if text else ()),
    ]
    return Chart.of(Head("c_1", text), boxes=boxes, people=people)


@cache
def naughty() -> list[str]:
    """A tenth of the big list of naughty strings, always the same, and those that broke exporters before."""
    path = SHARED / "data" / "blns" / "blns.json"
    strings = json.loads(path.read_text("utf-8")) if path.is_file() else []
    hard = [
        "]]>",
        "--><script>alert(1)</script>",
        "%%{init: {}}%%",
        "click b_1 call",
        '"]:::x',
        "a\\nb\\N",
        "{x|y}",
    ]
    return [clean_line(text) for text in [*strings[::10], *hard] if clean_line(text)]


@cache
def words() -> vocabulary.Vocabulary:
    return vocabulary.load()


# --- findings ---------------------------------------------------------------------------------------------


def finding(rule: str, title: str, kind: str, severity: str, theme: str, *boxes: str, **more: Any) -> Finding:
    """A finding as the engine makes it."""
    quote = more.pop("quote", "The gulf of information was huge")
    source = Said("Byron Workman", "Reorg time", quote)
    dispute = Disagreement("David Daniels", "marketing is strategic", "unknown", "buyers first")
    reason = Reason("It sits under marketing", "yes", "home", boxes[0] if boxes else None)
    fields = {
        "name": title.lower().replace(" ", "-"),
        "quiet": False,
        "state": "open",
        "message": f"{title}: the message.",
        "because": (reason,),
        "why": "Because it matters.",
        "fine_when": "The leadership is attuned.",
        "sources": (source,),
        "disputed_by": (dispute,) if kind == "risk" else (),
        "remedies": (Remedy("Move it beside product management", ("Move it",)),),
        "lowered_by": (),
        "noted": (),
    }
    known = {"rule": rule, "title": title, "kind": kind, "severity": severity, "theme": theme, "boxes": boxes}
    return Finding(**{**fields, **known, **more})


def question(fact: str, text: str, about: str | None, *decides: str) -> OpenQuestion:
    return OpenQuestion(fact, about, text, "", "yes_no", (), decides)


@cache
def report() -> Report:
    return Report(
        (
            finding("UNI102", "No bridge between PM and PMM", "risk", "critical", "bridge", "b_pmm"),
            finding("PMM101", "PMM in marketing turns tactical", "risk", "major", "placement", "b_pmm"),
            finding("PMM105", "PM is not the messenger", "watch_out", "minor", "mandate", "b_pm"),
            finding("CTX101", "A chart-wide thing", "watch_out", "info", "context"),
            finding("MCM101", "Services beside marcom", "strength", "info", "placement", "b_marketing"),
            finding("MKT105", "Known already", "risk", "major", "placement", "b_marketing", state="accepted"),
        ),
        (question("leader.attuned", "Is marketing leadership attuned?", "b_marketing", "PMM101", "PMM112"),),
    )


def material(
    chart: Chart = SAMPLE, options: ExportOptions = DEFAULTS, *, baseline: Chart | None = None, **changed: Any
) -> Material:
    """The material of an export with the findings above."""
    book = load_book()
    return Material.of(chart, replace(options, **changed), report(), book, baseline, report())
