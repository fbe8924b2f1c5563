"""Opening, refusing and repairing chart files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from orgsketch.errors import ChartFileError, NewerFileError
from orgsketch.files import chartfile
from orgsketch.model.records import Box
from tests.charts import org
from tests.files.bad_input import BAD_FILES, MENDABLE, chart_text


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gets_one_sentence(name: str, tmp_path: Path) -> None:
    path, says = BAD_FILES[name](tmp_path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ChartFileError) as caught:
        chartfile.open_strictly(path)
    message = str(caught.value)
    assert says in message
    assert str(path) in message
    assert "\n" not in message
    assert message.isprintable()
    assert len(message) < 400
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("name", MENDABLE)
def test_a_broken_file_opens_for_repair(name: str, tmp_path: Path) -> None:
    path, says = BAD_FILES[name](tmp_path)
    loaded = chartfile.load(path)
    assert any(says in problem for problem in loaded.problems)
    assert loaded.digest == chartfile.digest(path.read_bytes())
    chartfile.read(chartfile.to_bytes(loaded.chart))  # what is shown is sound


def test_all_problems_are_listed_with_their_lines() -> None:
    text = chart_text('"b_1": {"headcuont": 2},\n"b_2": {"title": 3, "assistant": "yes"}')
    with pytest.raises(ChartFileError) as caught:
        chartfile.read(text.encode())
    assert caught.value.problems == (
        "line 6, box b_1, headcuont is an unknown field (did you mean headcount?).",
        "line 7, box b_2, title must be one line of text of at most 500 characters; it is 3.",
        'line 7, box b_2, assistant must be true or false; it is "yes".',
    )
    assert str(caught.value).endswith("(and 2 more).")


def test_a_dangling_manager_is_cut_only_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "broken.orgsketch"
    path.write_text(chart_text('"b_1": {"reports_to": "b_gone"},\n"b_2": {"reports_to": "b_1"}'))
    loaded = chartfile.load(path)
    assert loaded.chart.boxes["b_1"] == Box("b_1")
    assert loaded.chart.reports("b_1") == ("b_2",)
    assert loaded.problems == ("line 6, box b_1, reports_to is b_gone, which is not on the chart.",)


def test_a_loop_is_cut_once() -> None:
    text = chart_text(
        '"b_1": {"reports_to": "b_3"}, "b_2": {"reports_to": "b_1"}, "b_3": {"reports_to": "b_2"}'
    )
    loaded = chartfile._examined(text.encode())
    assert [loaded.chart.boxes[box].reports_to for box in ("b_1", "b_2", "b_3")] == [None, "b_1", "b_2"]
    assert "b_1 to b_3 to b_2 to b_1" in loaded.problems[0]


def test_both_copies_of_a_doubled_box_are_kept() -> None:
    loaded = chartfile._examined(chart_text('"b_1": {"title": "One"},\n"b_1": {"title": "Two"}').encode())
    assert sorted(box.title for box in loaded.chart.boxes.values()) == ["One", "Two"]
    assert loaded.chart.boxes["b_1"].title == "One"
    assert loaded.problems[0].startswith("line 7, box b_1 occurs more than once")


def test_a_newer_file_is_shown_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "newer.orgsketch"
    text = chart_text('"b_1": {"title": "Kept", "mood": "good"}').replace('"version": 1', '"version": 2')
    path.write_text(text.replace('"title": "T"', '"title": "T", "weather": {"sun": [1]}'))
    loaded = chartfile.load(path)
    assert loaded.is_newer
    assert loaded.chart.boxes["b_1"].title == "Kept"
    assert len(loaded.problems) == 2
    with pytest.raises(NewerFileError, match="newer Orgsketch"):
        chartfile.open_strictly(path)


def test_a_newer_file_that_cannot_be_shown_is_refused() -> None:
    text = chart_text('"b_1": {"title": ["in", "parts"]}').replace('"version": 1', '"version": 2')
    with pytest.raises(NewerFileError):
        chartfile._examined(text.encode())


@pytest.mark.parametrize(
    "change", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")]
)
def test_what_editors_on_windows_add_is_accepted(change: Callable[[bytes], bytes]) -> None:
    data = chartfile.to_bytes(org(ceo=None, pm="ceo"))
    assert chartfile.to_bytes(chartfile.read(change(data))) == data


def test_many_brackets_in_a_title_are_no_depth() -> None:
    title = "[" * 400 + '\\"{'
    text = chart_text(f'"b_1": {{"title": "{title}"}}')
    assert chartfile.read(text.encode()).boxes["b_1"].title == "[" * 400 + '"{'


def test_escapes_are_no_fault() -> None:
    text = chart_text('"b_1": {"title": "caf\\u00e9 \\ud83d\\ude42"}')
    assert chartfile.read(text.encode()).boxes["b_1"].title == "café 🙂"


def test_saving_says_the_digest_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "chart.orgsketch"
    digest = chartfile.save(org(ceo=None), path)
    assert digest == chartfile.load(path).digest


def test_an_unsound_chart_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "chart.orgsketch"
    chartfile.save(org(ceo=None), path)
    before = path.read_bytes()
    for unsound in (org(ceo="gone"), org(a="b", b="a"), _titled("bell \x07"), _titled("half \ud800")):
        with pytest.raises(ChartFileError):
            chartfile.save(unsound, path)
        assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["chart.orgsketch"]


@pytest.mark.parametrize("place", ["missing/chart.orgsketch", "", "nul\0.orgsketch"])
def test_a_place_that_cannot_be_written_is_named(place: str, tmp_path: Path) -> None:
    with pytest.raises(ChartFileError, match="could not be written"):
        chartfile.save(org(ceo=None), tmp_path / place)


def _titled(title: str):  # type: ignore[no-untyped-def]
    from orgsketch.model.chart import Chart
    from orgsketch.model.records import Head

    return Chart.of(Head("c_1"), boxes=[Box("b_1", title)])


def test_a_pipe_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.orgsketch"
    os.mkfifo(pipe)
    with pytest.raises(ChartFileError, match="is a pipe or a device"):
        chartfile.load(pipe)


@pytest.mark.parametrize("end", [b'{"format": "orgsketch"', b'{"format": "orgsk', b'{"format":', b"{"])
def test_a_file_that_was_not_written_to_its_end_says_so(end: bytes) -> None:
    with pytest.raises(ChartFileError, match="ends in the middle, in line 1: the rest is missing"):
        chartfile.read(end)
