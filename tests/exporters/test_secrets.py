"""What is to stay at home stays at home: of a chart alone, of changes, of a matrix, of a plan."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from orgsketch.drawing.cards import Names
from orgsketch.drawing.options import ExportOptions
from orgsketch.exporters import CHANGES, EXPORTERS, MATRIX, export, export_changes, export_matrix, planned
from orgsketch.exporters.compared import compared
from orgsketch.exporters.sidebyside import side_by_side
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Box, Head, Person
from orgsketch.vocabulary.records import Question
from tests.exporters.secrets import CHARTS, SECRET, WORDS

pytestmark = pytest.mark.usefixtures("qapp")

KEPT = ("none", "initials")
JUDGED = [question for question in WORDS.questions.values() if question.judgement]


def told(data: bytes, path: Path) -> str:
    """All the text of a file: what is packed unpacked, of pages what is drawn and what is said beside it."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(told(archive.read(member), path) for member in archive.namelist())
    if data.startswith(b"%PDF"):
        path.write_bytes(data)
        drawn = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
        return drawn.decode() + data.decode("latin-1") + data.decode("utf-16-be", "replace")
    return data.decode("utf-8", "replace")


def of(formats: dict[str, Any]) -> list[Any]:
    """The formats that hold text; pages are read by a program that is not ours."""
    marks = {".pdf": (pytest.mark.outside("pdftotext"),)}
    return [pytest.param(suffix, marks=marks.get(suffix, ())) for suffix in formats if suffix != ".png"]


@pytest.mark.parametrize("names", KEPT)
@pytest.mark.parametrize("suffix", of(EXPORTERS))
def test_no_chart_tells_a_name_that_is_left_out(suffix: str, names: Names, tmp_path: Path) -> None:
    path = tmp_path / f"chart{suffix}"
    options = ExportOptions(names=names, color_by="field:Site", sources="full", accepted=True)
    export(CHARTS[1], path, options, baseline=CHARTS[0])
    found = told(path.read_bytes(), tmp_path / "read")
    assert SECRET.findall(found) == []
    assert "PMM" in found


@pytest.mark.parametrize("names", KEPT)
@pytest.mark.parametrize("suffix", of(CHANGES))
def test_no_list_of_changes_tells_a_name_that_is_left_out(suffix: str, names: Names, tmp_path: Path) -> None:
    path = tmp_path / f"changes{suffix}"
    export_changes(CHARTS[0], CHARTS[1], path, ExportOptions(names=names))
    found = told(path.read_bytes(), tmp_path / "read")
    assert SECRET.findall(found) == []
    assert "Option 1" in found


@pytest.mark.parametrize("names", KEPT)
@pytest.mark.parametrize("suffix", of(MATRIX))
def test_no_matrix_tells_a_name_that_is_left_out(suffix: str, names: Names, tmp_path: Path) -> None:
    path = tmp_path / f"matrix{suffix}"
    export_matrix(CHARTS, path, ExportOptions(names=names))
    found = told(path.read_bytes(), tmp_path / "read")
    assert SECRET.findall(found) == []
    assert "Option 1" in found


@pytest.mark.parametrize("names", KEPT)
@pytest.mark.parametrize("suffix", planned.FORMATS)
def test_no_plan_tells_a_name_that_is_left_out(suffix: str, names: Names, tmp_path: Path) -> None:
    made = planned.planned(CHARTS[0], CHARTS[1], names, WORDS)
    planned.write(made, tmp_path / f"plan{suffix}")
    assert SECRET.findall(told((tmp_path / f"plan{suffix}").read_bytes(), tmp_path / "read")) == []


def test_the_secrets_are_there_to_be_told(tmp_path: Path) -> None:
    """Else the tests above would show nothing."""
    open_ = ExportOptions(judgements=True)
    for suffix in EXPORTERS.keys() - {".png", ".pdf"}:
        export(CHARTS[1], tmp_path / f"chart{suffix}", open_)
        assert SECRET.search(told((tmp_path / f"chart{suffix}").read_bytes(), tmp_path / "read")), suffix
    for suffix in CHANGES.keys() - {".png", ".pdf"}:
        export_changes(CHARTS[0], CHARTS[1], tmp_path / f"changes{suffix}", open_)
        assert SECRET.search(told((tmp_path / f"changes{suffix}").read_bytes(), tmp_path / "read")), suffix


def test_criteria_that_name_nobody_stay_in_a_matrix_without_names() -> None:
    said = {
        "criterion.Cost": Answer(3),
        "criterion.Agreed": Answer("yes"),
        "criterion.Who": Answer("Ana"),
    }
    chart = Chart.of(replace(CHARTS[0].head, answers=said), boxes=CHARTS[0].boxes.values())
    own = side_by_side([chart, chart], ExportOptions(names="none")).matrix.section("own")
    assert own is not None
    assert [row.title for row in own.rows] == ["Agreed", "Cost"]


@pytest.mark.parametrize("question", JUDGED, ids=lambda question: question.id)
def test_what_was_judged_is_no_change_that_others_read(question: Question) -> None:
    box = CHARTS[0].boxes["b_marketing"]
    before, after = (
        Chart.of(CHARTS[0].head, boxes=[replace(box, reports_to=None, answers={question.answer_key: said})])
        for said in (Answer("yes"), Answer("no"))
    )
    assert compared(before, after).comparison.is_same
    assert not compared(before, after, ExportOptions(judgements=True)).comparison.is_same
    assert not planned.planned(before, after, "full", WORDS).steps


@pytest.mark.parametrize("names", ["full", *KEPT])
def test_who_is_who_is_told_by_all_that_is_known_of_them(names: Names) -> None:
    """Two imports without common ids, several boxes of one title: who sits there tells them apart."""
    before, after = (
        Chart.of(
            Head("c_x", "Import"),
            people=[Person(f"p_{here}{at}", f"Ana{at} Ruiz{at}", f"{at}@x.example") for at in range(4)],
            boxes=[
                Box(
                    f"b_{here}{at}",
                    "Seat" if at else "Top",
                    (),
                    f"b_{here}0" if at else None,
                    order,
                    (f"p_{here}{at}",),
                )
                for at, order in enumerate(orders)
            ],
        )
        for here, orders in (("a", ["a0", "a1", "a2", "a3"]), ("b", ["a0", "a3", "a1", "a2"]))
    )
    found = side_by_side([before, after], ExportOptions(names=names)).matrix.comparisons[1]
    assert not found.added + found.removed
    assert not found.findings.introduced + found.findings.resolved
