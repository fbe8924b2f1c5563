"""Cut, copy and paste of branches, within the program and with others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from orgsketch.drawing.theme import Theme
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Person
from orgsketch.ui import clipboard
from orgsketch.ui.commands import copying
from tests.charts import do, org

TEAM = {"ceo": None, "product": "ceo", "pm": "product", "pmm": "product", "sales": "ceo"}
FUNCTIONS = {"product": "product", "pm": "product_management", "pmm": "product_marketing", "sales": "sales"}


def tree_of(chart: Chart) -> dict[str, list[str]]:
    return {
        box.title: [chart.boxes[report].title for report in chart.reports(key)]
        for key, box in chart.boxes.items()
    }


def on_clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


@pytest.fixture
def team() -> Chart:
    chart = do(org(FUNCTIONS, **TEAM), edits.draw, "serves", "b_pmm", "b_pm")
    return do(chart, edits.set_people, "b_pmm", [Person("p_ana", "Ana Ruiz")])


def test_a_copied_branch_is_pasted_with_its_people_and_lines(window: Callable[..., Any], team: Chart) -> None:
    made = window(team)
    made.select(["b_product"])
    made.actions_table["copy"].trigger()
    made.select(["b_sales"])
    made.actions_table["paste"].trigger()
    chart = made.document.chart
    (pasted,) = chart.reports("b_sales")
    assert pasted != "b_product"
    assert [chart.boxes[box].title for box in chart.reports(pasted)] == ["Pm", "Pmm"]
    pmm = chart.reports(pasted)[1]
    assert chart.boxes[pmm].functions == ("product_marketing",)
    assert chart.boxes[pmm].people == chart.boxes["b_pmm"].people  # the same Ana, on a second seat
    assert len(chart.people) == 1
    assert [(line.kind, line.start) for line in chart.relations_of(pmm)] == [("serves", pmm)]
    assert made.selection == (pasted,)
    made.document.undo_stack.undo()
    assert made.document.chart == team


def test_cut_and_paste_moves_a_branch_to_another_window(window: Callable[..., Any], team: Chart) -> None:
    here, there = window(team), window(org(boss=None))
    here.select(["b_product", "b_pm"])
    here.actions_table["cut"].trigger()
    assert set(here.document.chart.boxes) == {"b_ceo", "b_sales"}
    assert here.selection == ("b_ceo",)
    there.select(["b_boss"])
    there.actions_table["paste"].trigger()
    assert tree_of(there.document.chart) == {
        "Boss": ["Product"],
        "Product": ["Pm", "Pmm"],
        "Pm": [],
        "Pmm": [],
    }
    assert [person.name for person in there.document.chart.people.values()] == ["Ana Ruiz"]


def test_others_get_an_outline_a_table_and_a_picture(window: Callable[..., Any], team: Chart) -> None:
    made = window(team)
    made.select(["b_product"])
    copying.copy(made)
    data = on_clipboard()
    assert data.text() == "Product\n    Pm\n    Pmm\tAna Ruiz"
    table = bytes(data.data("text/csv").data()).decode()
    assert '"Pmm"' in table
    assert "Ana Ruiz" in table
    assert data.hasImage()
    made.actions_table["copy_shorthand"].trigger()
    assert on_clipboard().text().startswith('Product["Pm":PM "Pmm":PMM]') or "PMM" in on_clipboard().text()
    made.actions_table["copy_picture"].trigger()
    assert on_clipboard().hasImage()
    assert not on_clipboard().hasText()


def test_shorthand_says_what_it_leaves_out(window: Callable[..., Any]) -> None:
    said = do(org(ceo=None, pm="ceo", sales="ceo"), edits.answer, "b_pm", "segment", Answer("b2b"))
    made = window(said)
    for box, leaves_out in (("b_ceo", True), ("b_pm", True), ("b_sales", False)):
        made.select([box])
        made.actions_table["copy_shorthand"].trigger()
        assert ("leaves out what is said of units" in made.toast.words.text()) is leaves_out


def tile_colors(picture: Any) -> set[str]:
    places = ((x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
    return {picture.pixelColor(*place).name() for place in places}


@pytest.mark.parametrize("by", ["state", "field:site"])
def test_a_picture_has_the_colours_of_the_canvas(window: Callable[..., Any], by: str) -> None:
    chart = org(ceo=None, pm="ceo", pmm="ceo", functions={"pm": "product_management"})
    for box, site in (("b_ceo", "Oslo"), ("b_pm", "Rome"), ("b_pmm", "Rome")):
        chart = do(chart, edits.change, box, fields={"site": site})
    made = window(chart)
    made.select(["b_pm"])
    made.actions_table["copy_picture"].trigger()
    plain = tile_colors(on_clipboard().imageData())
    made.canvas.lens.color_by(by)
    made.actions_table["copy_picture"].trigger()
    tile = made.canvas.lens.coloring.of(made.document.chart.boxes["b_pm"], made.canvas.contents.marks).tile
    seen = tile_colors(on_clipboard().imageData())
    assert Theme().color(tile.ink).casefold() in seen
    assert seen != plain


@pytest.mark.parametrize(
    "text",
    [
        "Design\n    Writer\n    Researcher",
        "- Design\n  - Writer\n  - Researcher",
        "title,name,manager\nDesign,D,\nWriter,W,D\nResearcher,R,D\n",
        "title\tname\tmanager\nDesign\tD\t\nWriter\tW\tD\nResearcher\tR\tD\n",
    ],
    ids=["indented", "bullets", "CSV", "from a spreadsheet"],
)
def test_text_of_other_programs_becomes_boxes(window: Callable[..., Any], team: Chart, text: str) -> None:
    made = window(team)
    QGuiApplication.clipboard().setText(text)
    made.select(["b_sales"])
    made.actions_table["paste"].trigger()
    found = tree_of(made.document.chart)
    assert found["Sales"] == ["Design"]
    assert found["Design"] == ["Writer", "Researcher"]


def test_shorthand_becomes_boxes(window: Callable[..., Any]) -> None:
    made = window(org(ceo=None))
    QGuiApplication.clipboard().setText("Product[PM PMM] // PMM serves PM")
    made.select(["b_ceo"])
    made.actions_table["paste"].trigger()
    chart = made.document.chart
    (product,) = chart.reports("b_ceo")
    assert len(chart.reports(product)) == 2
    assert [line.kind for line in chart.relations.values()] == ["serves"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": "orgsketch", "version": 99}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"boxes": [{"id": "../../x", "reports_to": "b_nobody"}]}',
    ],
)
def test_a_hostile_clipboard_is_one_sentence(window: Callable[..., Any], team: Chart, data: bytes) -> None:
    made = window(team)
    mime = QMimeData()
    mime.setData(clipboard.BRANCHES, data)
    refused: list[str] = []
    made.document.refused.connect(refused.append)
    assert not copying.put(made, mime, "b_sales")
    assert len(refused) == 1
    assert refused[0].startswith("This cannot be pasted as boxes: ")
    assert "Traceback" not in refused[0]
    assert made.document.chart == team


def test_too_much_is_refused() -> None:
    mime = QMimeData()
    mime.setText("x" * (clipboard.MOST_BYTES + 1))
    with pytest.raises(Exception, match="too much on the clipboard"):
        clipboard.branches_in(mime, None)


def test_a_loop_among_pasted_boxes_cannot_come_in(window: Callable[..., Any], team: Chart) -> None:
    from orgsketch.files import chartfile
    from orgsketch.model import tree

    made = window(team)
    text = chartfile.to_bytes(edits.part_of(team, "b_product")).decode()
    looping = text.replace('"id":"b_product"', '"id":"b_product","reports_to":"b_pm"')
    mime = QMimeData()
    mime.setData(clipboard.BRANCHES, looping.encode())
    copying.put(made, mime, "b_sales")
    assert not tree.loops(made.document.chart)


def test_judgements_stay_behind(team: Chart) -> None:
    part = edits.part_of(team, ["b_pm", "b_product"])
    assert set(part.boxes) == {"b_product", "b_pm", "b_pmm"}
    assert part.boxes["b_product"].reports_to is None
    assert not part.accepted
    assert not part.ticks


def test_a_program_that_has_copied_ends_as_it_should(qapp: Any) -> None:
    """Qt keeps the clipboard of a screen that is none longer than Python lasts."""
    copies = (
        "from PySide6.QtCore import QMimeData as Data; from PySide6.QtGui import QGuiApplication as App\n"
    )
    copies += "from orgsketch.ui import clipboard; app = App([]); clipboard.offer(Data())"
    assert subprocess.run([sys.executable, "-c", copies], timeout=60, check=False).returncode == 0
