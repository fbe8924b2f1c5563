"""A real organisation of 107 people, from its table to the page."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from orgsketch import importers, vocabulary
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import texts
from orgsketch.exporters.material import Material
from orgsketch.exporters.pdf import write
from orgsketch.exporters.sheets import sheets
from orgsketch.model.chart import Chart
from tests.exporters.test_pdf import run, words, written

READABLE = 9.0  # points, of a card's title


@pytest.fixture(scope="module")
def chart(shared: Path) -> Chart:
    return importers.read(shared / "data" / "oracle-hr-orgchart" / "data.csv", vocabulary.load()).chart


def test_nothing_overlaps(chart: Chart) -> None:
    cards = [(x, y, branch) for branch, x, y in Material.of(chart, ExportOptions()).layout.cards()]
    assert len(cards) == 107
    for (x, y, one), (a, b, other) in combinations(cards, 2):
        assert x + one.width < a or a + other.width < x or y + one.height < b or b + other.height < y


@pytest.mark.outside("pdftotext")
@pytest.mark.usefixtures("qapp")
def test_every_title_and_name_is_in_the_pdf_and_can_be_read(chart: Chart, tmp_path: Path) -> None:
    made = Material.of(chart, ExportOptions())
    found = words(written(tmp_path / "hr.pdf", write(made)))
    for box in chart.boxes.values():
        assert box.title in found
    for person in chart.people.values():
        assert person.name in found
    (sheet,) = sheets(made)
    sizes = [13 * sheet.scale for text in texts(made.picture.shapes) if text.style == "card_title"]
    assert len(sizes) >= 107
    assert min(sizes) >= READABLE


@pytest.mark.outside("pdftoppm")
@pytest.mark.usefixtures("qapp")
def test_another_program_draws_the_page(chart: Chart, tmp_path: Path) -> None:
    path = written(tmp_path / "hr.pdf", write(Material.of(chart, ExportOptions())))
    run("pdftoppm", "-r", "40", "-png", str(path), str(tmp_path / "page"))
    assert (tmp_path / "page-1.png").stat().st_size > 20_000
