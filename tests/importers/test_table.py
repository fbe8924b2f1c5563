"""Tables that people bring, in the dialects their programs write."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch import importers, vocabulary
from orgsketch.errors import ImporterError
from orgsketch.files import chartfile
from orgsketch.importers import delimited
from orgsketch.importers.decoding import decode
from orgsketch.importers.imported import Imported
from orgsketch.importers.table import from_rows
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Complete

WORDS = vocabulary.load()


def read(text: str | bytes, **mapping: str) -> Imported:
    data = text if isinstance(text, bytes) else text.encode()
    return from_rows(delimited.rows_of(decode(data)), "Test", WORDS, mapping)


def lines(chart: Chart) -> set[tuple[str, str]]:
    """(title, title of the manager) of every box, by person where there is one."""

    def name(box: str | None) -> str:
        if box is None:
            return ""
        found = chart.boxes[box]
        return chart.people[found.people[0]].name if found.people else found.title

    return {(name(box), name(chart.boxes[box].reports_to)) for box in chart.boxes}


ANN_LEADS = {("Ann Lee", ""), ("Bob Day", "Ann Lee"), ("Cy Orr", "Bob Day")}

DIALECTS = {
    "plain": "id,name,title,manager\n1,Ann Lee,CEO,\n2,Bob Day,VP,1\n3,Cy Orr,PM,2\n",
    "visio": "Name,Reports_To,Title\nAnn Lee,,CEO\nBob Day,Ann Lee,VP\nCy Orr,Bob Day,PM\n",
    "orgchart now": (
        "PersonID,SupervisorID,Name,Title\n1001,1001,Ann Lee,CEO\n1002,1001,Bob Day,VP\n1003,1002,Cy Orr,PM\n"
    ),
    "organimi": "ID,First Name,Last Name,Boss ID,Role Title\n1,Ann,Lee,,CEO\n2,Bob,Day,1,VP\n3,Cy,Orr,2,PM\n",
    "pingboard": (
        "name,email,Job Title,Manager's Email Overwrite\nAnn Lee,A@x.org,CEO,\n"
        "Bob Day,b@x.org,VP,a@x.org\nCy Orr,c@x.org,PM,B@X.ORG\n"
    ),
    "built": (
        "First Name,Last Name,Work Email,Employee ID,Title,Reports To\nAnn,Lee,a@x,1,CEO,*\n"
        "Bob,Day,b@x,2,VP,a@x\nCy,Orr,c@x,3,PM,b@x\n"
    ),
    "agentnoon": (
        "Position ID,Manager’s Position ID,Name,Job Title\nP1,,Ann Lee,CEO\n"
        "P2,P1,Bob Day,VP\nP3,P2,Cy Orr,PM\n"
    ),
    "charthop": (
        "Work email,First name,Last name,Job title,Manager\na@x,Ann,Lee,CEO,\n"
        "b@x,Bob,Day,VP,a@x\nc@x,Cy,Orr,PM,b@x\n"
    ),
    "flowbreeze": "Id;Parent Id;Name;Title\n1;0;Ann Lee;CEO\n2;1;Bob Day;VP\n3;2;Cy Orr;PM\n",
    "draw.io": (
        "## made by hand\n# label: %name%\nname,position,id,manager\n"
        "Ann Lee,CEO,1,\nBob Day,VP,2,1\nCy Orr,PM,3,2\n"
    ),
    "workday": (
        "All Workers\n\nEmployee ID\tWorker\tBusiness Title\tWorker's Manager\n21\tAnn Lee\tCEO\t\n"
        "22\tBob Day (On Leave)\tVP\tAnn Lee\n23\tCy Orr\tPM\tBob Day\n"
    ),
    "successfactors": (
        "STATUS,USERID,FIRSTNAME,LASTNAME,TITLE,MANAGER\nStatus,User ID,First Name,Last Name,Title,Manager\n"
        "active,001,Ann,Lee,CEO,NO_MGR\nactive,002,Bob,Day,VP,1\nactive,003,Cy,Orr,PM,2\n"
    ),
    "bamboohr": (
        'Employee #,First name,Last name,Job title,Reporting to\n1,Ann,Lee,CEO,\n2,Bob,Day,VP,"Lee, Ann"\n'
        '3,Cy,Orr,PM,"Day, Bob"\n'
    ),
    "entra": (
        'displayName,jobTitle,mail,manager\nAnn Lee,CEO,a@x,\nBob Day,VP,b@x,"CN=Ann Lee,OU=Staff"\n'
        'Cy Orr,PM,c@x,"CN=Bob Day,OU=Staff"\n'
    ),
    "google charts": "Name|Manager|ToolTip\nAnn Lee||boss\nBob Day|Ann Lee|\nCy Orr|Bob Day|\n",
    "excel": "sep=;\nID;Name;Titel;Manager\n1;Ann Lee;CEO;\n2;Bob Day;VP;1\n3;Cy Orr;PM;2\n",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_dialects_give_the_same_lines(dialect: str) -> None:
    imported = read(DIALECTS[dialect])
    if dialect == "workday":
        named = {
            (who.removesuffix(" (On Leave)"), boss.removesuffix(" (On Leave)"))
            for who, boss in lines(imported.chart)
        }
    else:
        named = lines(imported.chart)
    assert named == ANN_LEADS
    own_manager = ("row 2 names itself as manager; it has none now.",) if dialect == "orgchart now" else ()
    assert imported.problems == own_manager


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = "id,name,title,manager\n1,José Müller,CEO,\n2,Renée Ågren,VP,1\n"
    assert lines(read(text.encode(encoding)).chart) == {("José Müller", ""), ("Renée Ågren", "José Müller")}


def test_the_oracle_sample_is_read_whole(shared: Path) -> None:
    imported = importers.read(shared / "data/oracle-hr-orgchart/data.csv", WORDS)
    chart = imported.chart
    assert imported.problems == ()
    assert (len(chart.boxes), len(chart.reports(None)), tree.layers(chart)) == (107, 1, 4)
    managers = tree.managers(chart)
    assert len(managers) == 18
    assert max(len(chart.reports(box)) for box in managers) == 14
    top = chart.boxes[chart.reports(None)[0]]
    assert (top.title, chart.people[top.people[0]].name) == ("Chief Operating Officer", "Steven King")
    assert top.external_id == "100"
    assert top.fields["department_name"] == "Executive"
    assert top.functions == ("general_management",)
    assert chart.head.complete == Complete(False, False)
    assert chartfile.read(chartfile.to_bytes(chart)) == chart


SPECTRUM = Path("data/csv-spectrum")


@pytest.mark.parametrize(
    "name",
    "comma_in_quotes empty empty_crlf escaped_quotes json location_coordinates newlines newlines_crlf"
    " quotes_and_newlines simple simple_crlf utf8".split(),
)
def test_csv_spectrum_is_parsed(name: str, shared: Path) -> None:
    rows = delimited.rows_of(decode((shared / SPECTRUM / f"csvs/{name}.csv").read_bytes()))
    wanted = json.loads((shared / SPECTRUM / f"json/{name}.json").read_text(encoding="utf-8"))
    wanted = wanted if isinstance(wanted, list) else [wanted]
    if name == "location_coordinates":
        wanted[0]["Contact Phone Number"] = "2095257564"  # here the two files of the suite differ
    header, *rest = rows
    found = [dict(zip(header.cells, row.cells, strict=True)) for row in rest]
    plain = [{key: value.replace("\r\n", "\n").strip() for key, value in row.items()} for row in wanted]
    assert found == plain


def test_row_by_row_problems_are_listed() -> None:
    imported = read(
        "id,name,title,manager\n1,Ann,CEO,\n2,Bob,VP,9\n3,Cy,PM,3\n3,Di,PM,1\n5,Ed,A,6\n6,Flo,B,7\n7,Gus,C,5\n8,Hal,D,3\n"
    )
    assert imported.problems == (
        "row 3 names the manager 9, who is not in the table; it waits on the bench.",
        "row 4 names itself as manager; it has none now.",
        "row 5 has the id 3, as row 4 has; who names it reports to row 4.",
        "row 6 closes a loop of reporting lines (rows 6, 7, 8); it has no manager now.",
    )
    assert len(imported.chart.boxes) == 8
    assert tree.loops(imported.chart) == []
    assert ("Hal", "Cy") in lines(imported.chart)
    assert {("Bob", ""), ("Cy", ""), ("Ed", ""), ("Gus", "Ed"), ("Flo", "Gus")} <= lines(imported.chart)


def test_two_people_of_one_name_are_not_guessed_between() -> None:
    imported = read("Name,Title,Manager\nAnn,CEO,\nSam,A,Ann\nSam,B,Ann\nDi,C,Sam\n")
    assert imported.problems == ()  # names are all there is, and rows without ids are one person
    by_id = read("id,name,title,manager\n1,Ann,CEO,\n2,Sam,A,Ann\n3,Sam,B,Ann\n4,Di,C,Sam\n")
    assert by_id.problems == ("row 5 names the manager Sam, who may be row 3, 4; it waits on the bench.",)


def test_other_columns_become_fields() -> None:
    chart = read("id,name,title,manager,Site,FTE\n1,Ann,CEO,,Oslo,0.8\n2,Bob,VP,1,,1\n").chart
    ann, bob = sorted(chart.boxes.values(), key=lambda box: box.external_id)
    assert ann.fields == {"Site": "Oslo", "FTE": "0.8"}
    assert bob.fields == {"FTE": "1"}


def test_functions_are_given_only_where_certain() -> None:
    chart = read(
        "id,title,manager\n1,Chief Executive Officer,\n2,VP Product,1\n3,Senior Product Manager II,2\n"
        "4,Wizard of Light Bulb Moments,1\n"
    ).chart
    found = {box.title: box.functions for box in chart.boxes.values()}
    assert found == {
        "Chief Executive Officer": ("general_management",),
        "VP Product": ("product",),
        "Senior Product Manager II": ("product_management",),
        "Wizard of Light Bulb Moments": (),
    }


def test_assistants_vacancies_headcounts_and_dotted_lines() -> None:
    imported = read(
        "id,title,manager,Is Assistant?,isFilled,headcount,Dotted Line\n"
        "1,CEO,,,true,,\n2,Aide,1,Y,true,,\n3,Team,1,,true,4.5,\n4,Seat,3,,false,3,1:2\n5,Odd,3,,true,many,77\n"
    )
    boxes = {box.title: box for box in imported.chart.boxes.values()}
    assert boxes["Aide"].assistant
    assert not boxes["Team"].assistant
    assert (boxes["Team"].headcount, boxes["Seat"].headcount, boxes["Odd"].headcount) == (4.5, 0, None)
    assert boxes["Odd"].fields == {"headcount": "many"}
    dotted = {(line.start, line.end) for line in imported.chart.relations.values()}
    assert dotted == {(boxes["Seat"].id, boxes["CEO"].id), (boxes["Seat"].id, boxes["Aide"].id)}
    assert imported.problems == ("row 6 names 77 for a dotted line, who is no other row.",)


def test_no_line_is_lost_to_another_of_the_same_id() -> None:
    head, rows = "id,title,manager_id,relations,relation_ids", ["b_1,CEO,,,", "b_3,PMM,b_1,,"]
    both = [*rows, 'b_2,PM,b_1,"informs b_3: weekly; informs b_3: monthly",']
    copied = [*rows, "b_2,PM,b_1,informs b_3: weekly,r_1", "b_4,PM,b_1,informs b_3: monthly,r_1"]
    for table in (both, copied):
        drawn = read("\n".join([head, *table])).chart.relations
        assert sorted(line.label for line in drawn.values()) == ["monthly", "weekly"]
    assert "r_1" in drawn


def test_columns_can_be_named() -> None:
    text = "Key,Who,Does,Answers to,Pay\n1,Ann,CEO,,9\n2,Bob,VP,1,8\n"
    with pytest.raises(ImporterError, match="no column says who reports to whom"):
        read(text)
    mapping = {"Key": "id", "Who": "name", "Does": "title", "answers TO": "manager", "Pay": "ignore"}
    chart = read(text, **mapping).chart
    assert lines(chart) == {("Ann", ""), ("Bob", "Ann")}
    assert all(not box.fields for box in chart.boxes.values())
    with pytest.raises(ImporterError, match="did you mean 'Answers to'"):
        read(text, **{"Answer to": "manager"})
    with pytest.raises(ImporterError, match="no field of a chart"):
        read(text, Key="key")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"  \n \n", "is empty"),
        (b"id,name,manager\n", "header and no rows"),
        (b"a,b\n1,2\n", "no column says who reports to whom"),
        (b"boss\n1\n", "no column has a name"),
        (b"id,manager\n1,x\n2,y\n", "nobody that the column 'manager' names"),
        (b"PK\x03\x04rest", "workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02\x03" * 50, "not text"),
        (b"id,name,manager\n1," + b"x" * 200_000 + b",\n", "cannot be read"),
        (b"id,name,manager\n" + b"1,a,\n" * 50_001, "more than 50,000 rows"),
        (b"x" * 25_000_001, "larger than 25 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_gets_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(ImporterError, match=says):
        read(data)


def test_texts_are_cleaned_and_cutting_is_said() -> None:
    imported = read(f"id,name,title,manager\n1,A\u202enn\x07,{'x' * 600},\n2,Bob,<b>VP</b>,1\n")
    assert imported.problems == ("row 2 has a text of 600 characters in column 3; it was cut.",)
    assert {person.name for person in imported.chart.people.values()} == {"Ann", "Bob"}
    assert chartfile.read(chartfile.to_bytes(imported.chart)) == imported.chart


def test_the_mark_against_formulas_is_taken_off() -> None:
    chart = read("id,title,manager,Note\n1,'=CEO,,'+1\n2,O'Neil,1,'tis\n").chart
    assert {box.title for box in chart.boxes.values()} == {"=CEO", "O'Neil"}
    assert {text for box in chart.boxes.values() for text in box.fields.values()} == {"+1", "'tis"}


def test_the_same_table_gives_the_same_chart() -> None:
    assert read(DIALECTS["plain"]).chart == read(DIALECTS["plain"]).chart


CELLS = st.text(max_size=8) | st.sampled_from(["1", "2", "03", "", "Ann", "name", "manager", "id", "*"])


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=8), st.sampled_from(",;\t|"))
def test_any_table_is_a_sound_chart_or_a_sentence(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([["id", "name", "title", "manager"], *rows])
    try:
        imported = read(written.getvalue().encode("utf-8", "replace"))
    except ImporterError as error:
        text = str(error)
        assert text
        return
    assert tree.loops(imported.chart) == []
    assert chartfile.read(chartfile.to_bytes(imported.chart)) == imported.chart


@given(st.binary(max_size=80))
def test_any_bytes_are_answered(data: bytes) -> None:
    try:
        read(data)
    except ImporterError as error:
        text = str(error)
        assert text


@pytest.mark.parametrize(
    ("table", "title"),
    [
        ("title,manager\nChief Executive,\nSales,Chief Executive\n", "Chief Executive, Test"),
        ("title,manager\nNorth,\nSouth,\nSales,South\n", "Test"),
    ],
)
def test_a_chart_is_called_after_its_only_top_box_and_the_file(table: str, title: str) -> None:
    assert read(table).chart.title == title
