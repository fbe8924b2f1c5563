"""Opposed claims on every surface: both sides, the same weight, and nothing that crowns one of them."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from orgsketch import shorthand
from orgsketch.document import engine_for
from orgsketch.drawing.legend import entries
from orgsketch.drawing.marks import KINDS
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import Group, Rectangle, Shape, Text
from orgsketch.exporters import export
from orgsketch.exporters.material import Material
from orgsketch.model.chart import Chart

ENGINE = engine_for(())
#: B2B, the inbound problem worse, dedicated product marketing in product; and its mirror, in marketing
LINES = {
    "in product": "CEO[Product[PM PMM] Marketing[Marcom]] @ seg=b2b in=3 out=1",
    "in marketing": "CEO[Product[PM] Marketing[PMM Marcom]] @ seg=b2b in=3 out=1",
}
JUDGING = ("wins", "winner", "score:", "recommended", "verdict", "overall", "grade", "ranking")
FORMATS = (".md", ".html", ".svg", pytest.param(".pdf", marks=pytest.mark.outside("pdftotext")))
OPTIONS = ExportOptions(sources="full", findings="all", keys=False)


def chart_of(name: str) -> Chart:
    return shorthand.read(LINES[name], ENGINE.book.vocabulary)


def words(path: Path) -> str:
    """What a reader sees of an export."""
    if path.suffix == ".pdf":
        out = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
        return " ".join(out.stdout.decode().split())
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return re.sub(r"\\(.)", r"\1", text)
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def opposed(name: str) -> tuple[list[str], list[str]]:
    """The messages of the risks and of the strengths of the placement."""
    report = ENGINE.report(chart_of(name))
    shown = [finding for finding in report.findings if finding.theme == "placement" and not finding.quiet]
    risks = [finding.title for finding in shown if finding.kind in ("risk", "watch_out")]
    return risks, [finding.title for finding in shown if finding.kind == "strength"]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", LINES)
def test_both_sides_are_told_and_nobody_wins(tmp_path: Path, name: str, suffix: str) -> None:
    chart = chart_of(name)
    path = tmp_path / f"chart{suffix}"
    export(chart, path, OPTIONS)
    told = words(path)
    risks, strengths = opposed(name)
    assert risks
    assert strengths
    for title in (*risks, *strengths):
        assert title.split(",")[0][:24] in told, title
    assert "There is no absolute" in told
    quotes = " ".join(re.findall(r"“[^”]*”", told)).lower()
    assert not [word for word in JUDGING if told.lower().count(word) > quotes.count(word)]


@pytest.mark.parametrize("name", LINES)
def test_titles_and_quotes_of_both_sides_are_drawn_alike(name: str) -> None:
    """The mark says which side an entry is on; size, weight and colour of its words do not."""
    material = Material.of(chart_of(name), OPTIONS)
    listed = entries(material.chart, material.report, material.book.vocabulary, OPTIONS)
    drawn = [text for text in _texts(material.picture.shapes) if len(text.text) > 12]
    titles = [entry.title for entry in listed]
    written = [text for text in drawn if any(title.startswith(text.text) for title in titles)]
    looks = {(text.style, text.color, text.size) for text in written if text.style != "card_title"}
    assert len(looks) == 1


def _texts(shapes: list[Shape] | tuple[Shape, ...]) -> list[Text]:
    found: list[Text] = []
    for shape in shapes:
        if isinstance(shape, Group):
            found += _texts(tuple(shape.shapes))
        elif isinstance(shape, Text):
            found.append(shape)
    return found


def test_the_order_is_the_same_rule_on_both_charts() -> None:
    """Warnings, strengths, questions; in a theme the worst first. No side is listed up or down."""
    for name in LINES:
        material = Material.of(chart_of(name), OPTIONS)
        listed = entries(material.chart, material.report, material.book.vocabulary, OPTIONS)
        parts = [_part(entry.mark.kind) for entry in listed]
        assert parts == sorted(parts), name
        for section in {entry.section for entry in listed}:
            ranks = [KINDS.index(entry.mark.kind) for entry in listed if entry.section == section]
            assert ranks == sorted(ranks), section


def _part(kind: str) -> int:
    return {"strength": 1, "question": 2}.get(kind, 0)


def test_no_green_and_red_ground_sets_sides_apart() -> None:
    """A legend stands on the page's own ground; only marks are coloured."""
    material = Material.of(chart_of("in product"), OPTIONS)
    grounds = {
        shape.fill
        for shape in _flat(tuple(material.picture.shapes))
        if isinstance(shape, Rectangle) and shape.width > 200
    }
    assert not {
        fill
        for fill in grounds
        if fill.split("_")[0] in ("critical", "major", "strength", "added", "removed")
    }


def _flat(shapes: tuple[Shape, ...]) -> list[Shape]:
    found: list[Shape] = []
    for shape in shapes:
        found += _flat(tuple(shape.shapes)) if isinstance(shape, Group) else [shape]
    return found
