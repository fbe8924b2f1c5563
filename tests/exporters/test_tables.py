"""Charts as tables: what is exported comes back as the same chart, and nothing in it runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from orgsketch import importers
from orgsketch.exporters import csv as csv_exporter
from orgsketch.exporters import xlsx as xlsx_exporter
from orgsketch.exporters.moves import moves
from orgsketch.exporters.tables import joined
from orgsketch.files import chartfile
from orgsketch.importers import delimited, table, xlsx
from orgsketch.importers.content import listed
from orgsketch.importers.delimited import Row
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box, Head, Person, Relation
from orgsketch.resources.shipped import samples
from tests.charts import big_chart, charts
from tests.exporters.material import EMPTY, SAMPLE, material, naughty, titled, words

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "''=1+1",
    "＝1",
    "'",
    "' =",
    "_x000D_ _x005F_",
    "#N/A",
    "TRUE",
)


def content(chart: Chart) -> list[object]:
    """What a table must keep of a chart: its boxes in order with all they hold, and who sits where."""
    place = {box: number for number, box in enumerate(tree.walk(chart))}
    return [
        (
            replace(box, order="", answers={}, arrangement="", headcount=box.heads, fields=dict(box.fields)),
            [chart.people[person].name for person in box.people],
            place.get(box.reports_to or ""),
        )
        for box in (chart.boxes[key] for key in place)
    ]


def from_csv(chart: Chart) -> Chart:
    text = csv_exporter.write(material(chart)).decode("utf-8-sig")
    return table.from_rows(delimited.rows_of(text), "Back", words()).chart


def from_xlsx(chart: Chart, path: Path) -> Chart:
    path.write_bytes(xlsx_exporter.write(material(chart)))
    rows = [Row(n, tuple(map(str.strip, cells))) for n, cells in enumerate(xlsx.read(str(path)), 1)]
    return table.from_rows([row for row in rows if any(row.cells)], "Back", words()).chart


def related(chart: Chart) -> dict[str, object]:
    """The lines of a chart; what was answered about them stays in chart files."""
    return {key: replace(line, answers={}) for key, line in chart.relations.items()}


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_every_sample_comes_back_with_its_lines(path: Path, tmp_path: Path) -> None:
    chart = chartfile.read(path.read_bytes())
    for back in (from_csv(chart), from_xlsx(chart, tmp_path / "x.xlsx")):
        assert content(back) == content(chart)
        assert related(back) == related(chart)
        assert {person.id for person in back.people.values()} == {
            p for b in chart.boxes.values() for p in b.people
        }


def test_a_line_that_leads_nowhere_is_told() -> None:
    text = (
        "id,manager_id,title,relations\n"
        "b_1,,Top,informs b_2: notes;serves b_9;likes b_2;serves b_1\n"
        "b_2,b_1,Team,\n"
    )
    read = table.from_rows(delimited.rows_of(text), "Back", words())
    assert [(line.kind, line.start, line.end, line.label) for line in read.chart.relations.values()] == [
        ("informs", "b_1", "b_2", "notes")
    ]
    assert [problem.split(";")[0] for problem in read.problems] == [
        "row 2 has a line to b_1, which is no other row.",
        "row 2 has a line to b_9, which is no other row.",
        "row 2 has the line “likes b_2”",
    ]


def test_header_and_first_columns_stay_and_are_printed_on_each_page(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(xlsx_exporter.write(material(SAMPLE, baseline=EMPTY)))
    book = load_workbook(path)
    frozen = {sheet.title: sheet.freeze_panes for sheet in book}
    assert frozen == {
        "Boxes": "D2",
        "Relations": "B2",
        "Findings": "D2",
        "Open questions": "B2",
        "Changes": "D2",
    }
    for sheet in book:
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.font.b for cell in sheet[1])


def test_columns_and_rows_are_as_large_as_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(xlsx_exporter.write(material(SAMPLE)))
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                text, width = str(cell.value or ""), sheet.column_dimensions[cell.column_letter].width
                room = (sheet.row_dimensions[cell.row].height or 15) / 15
                assert len(text) <= width * room, cell.coordinate
                assert text.count("\n") < room
                assert cell.alignment.wrap_text or not text


def test_the_findings_are_those_that_were_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"

    def rules(**options: object) -> list[tuple[object, object]]:
        path.write_bytes(xlsx_exporter.write(material(SAMPLE, **options)))
        return [row[:2] for row in load_workbook(path)["Findings"].iter_rows(min_row=2, values_only=True)]

    shown = rules()
    assert shown[:2] == [(1, "UNI102"), (2, "PMM101")]
    assert "MKT105" not in [rule for _number, rule in shown]
    assert "MKT105" in [rule for _number, rule in rules(accepted=True)]
    assert rules(findings="none") == []
    assert "MCM101" not in [rule for _number, rule in rules(strengths=False)]


def test_the_sample_comes_back_from_csv() -> None:
    assert content(from_csv(SAMPLE)) == content(SAMPLE)


def test_the_sample_comes_back_from_a_workbook_through_the_front_door(tmp_path: Path) -> None:
    path = tmp_path / "chart.xlsx"
    path.write_bytes(xlsx_exporter.write(material(SAMPLE)))
    assert content(importers.read(path, words()).chart) == content(SAMPLE)


def test_a_large_chart_comes_back() -> None:
    chart = big_chart(900)
    assert content(from_csv(chart)) == content(chart)


@given(charts(min_boxes=1))
def test_any_chart_keeps_its_lines_titles_people_and_headcounts(chart: Chart) -> None:
    assert lines(from_csv(chart)) == lines(chart)


def lines(chart: Chart) -> list[tuple[object, ...]]:
    return [
        (
            box.id,
            box.reports_to,
            box.title,
            box.functions,
            [chart.people[person].name for person in box.people],
            box.heads,
        )
        for box in (chart.boxes[key] for key in tree.walk(chart))
    ]


@pytest.mark.parametrize("text", [*FORMULAS, *naughty()])
def test_any_title_and_name_comes_back(text: str, tmp_path: Path) -> None:
    chart = titled(text)
    assert content(from_csv(chart)) == content(chart)
    assert content(from_xlsx(chart, tmp_path / "x.xlsx")) == content(chart)


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_a_csv_runs(text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_exporter.write(material(titled(text))).decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row if cell]
    assert not [cell for cell in cells if cell[0] in csv_exporter.RUNS]


def test_nothing_in_a_workbook_runs(tmp_path: Path) -> None:
    for number, text in enumerate(FORMULAS):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(xlsx_exporter.write(material(titled(text))))
        kinds = {cell.data_type for row in load_workbook(path)["Boxes"].iter_rows() for cell in row}
        assert kinds <= {"s", "n"}


@given(st.lists(st.text("ab; '", min_size=1, max_size=6).map(str.strip).filter(bool), max_size=4))
def test_lists_come_back(entries: list[str]) -> None:
    assert listed(joined(entries)) == entries


def test_the_workbook_holds_findings_questions_and_changes(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    moved = replace(SAMPLE.boxes["b_pmm"], reports_to="b_product")
    boxes = [moved if box.id == moved.id else box for box in SAMPLE.boxes.values()]
    after = Chart.of(SAMPLE.head, boxes=boxes, people=SAMPLE.people.values())
    path.write_bytes(xlsx_exporter.write(material(after, baseline=SAMPLE)))
    book = load_workbook(path)
    assert book.sheetnames == ["Boxes", "Relations", "Findings", "Open questions", "Changes"]
    changes = list(book["Changes"].iter_rows(values_only=True))
    assert ("moved", "b_pmm", "Product Marketing", "manager", "Marketing", "Product") in changes
    path.write_bytes(xlsx_exporter.write(material(SAMPLE)))
    assert "Changes" not in load_workbook(path).sheetnames


def test_the_list_of_changes_says_what_a_comparison_says() -> None:
    boxes = [Box("b_top", "Top"), Box("b_one", "One", reports_to="b_top"), Box("b_bench", "Waiting")]
    before = Chart.of(SAMPLE.head, boxes=boxes)
    shared = Relation("r_1", "shares_objectives", "b_one", "b_top", "adoption")
    after = Chart.of(SAMPLE.head, boxes=boxes[:2], relations=[shared])
    assert [(move.title, move.was, move.now) for move in moves(before, after)] == [
        ("Waiting", "without a place", ""),
        ("One", "", "shares objectives with Top (adoption)"),
    ]


def test_a_chart_without_boxes_is_an_empty_table() -> None:
    assert csv_exporter.write(material(EMPTY)).decode("utf-8-sig").startswith('"id","manager_id","title"')


def test_two_people_of_one_name_stay_two() -> None:
    people = [Person("p_1", "John Smith", "a@x.org"), Person("p_2", "John Smith")]
    boxes = [
        Box("b_1", "Team", people=("p_1", "p_2")),
        Box("b_2", "Other", reports_to="b_1", people=("p_1",)),
    ]
    back = from_csv(Chart.of(Head("c_1"), boxes=boxes, people=people))
    assert dict(back.people) == {person.id: person for person in people}
    assert back.boxes["b_2"].people == ("p_1",)
