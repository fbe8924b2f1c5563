"""Typed and pasted text becomes a chart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch import importers, shorthand, vocabulary
from orgsketch.errors import ImporterError, OrgsketchError, ShorthandError
from orgsketch.files import chartfile
from orgsketch.importers.outline import from_text
from orgsketch.model import tree
from orgsketch.model.chart import Chart

WORDS = vocabulary.load()


def drawn(chart: Chart, manager: str | None = None) -> str:
    parts = []
    for box in chart.reports(manager):
        inner = drawn(chart, box)
        parts.append(chart.boxes[box].title + (f"[{inner}]" if inner else ""))
    return " ".join(parts)


OUTLINES = {
    "spaces": "CEO\n  Product\n    PM\n  Marketing\n    PMM\n    Marcom\n",
    "tabs": "CEO\n\tProduct\n\t\tPM\n\tMarketing\n\t\tPMM\n\t\tMarcom\n",
    "bullets": "- CEO\n  - Product\n    - PM\n  - Marketing\n    * PMM\n    * Marcom\n",
    "numbers": "1. CEO\n   1. Product\n      1. PM\n   2. Marketing\n      1) PMM\n      2) Marcom\n",
    "work breakdown": "* CEO\n** Product\n*** PM\n** Marketing\n*** PMM\n*** Marcom\n",
    "headings": "# CEO\n## Product\n- PM\n## Marketing\n- PMM\n- Marcom\n",
    "uneven": "CEO\n   Product\n       PM\n   Marketing\n     PMM\n     Marcom\n\n\n",
}


@pytest.mark.parametrize("style", OUTLINES)
def test_every_style_of_outline_gives_the_same_lines(style: str) -> None:
    assert drawn(from_text(OUTLINES[style], "T", WORDS).chart) == "CEO[Product[PM] Marketing[PMM Marcom]]"


def test_a_person_stands_after_a_tab_and_certain_titles_have_functions() -> None:
    chart = from_text("CEO\tIngrid Holm\n  VP Product\tPriya Nair\n  Moonshots\n", "T", WORDS).chart
    assert sorted(person.name for person in chart.people.values()) == ["Ingrid Holm", "Priya Nair"]
    functions = {box.title: box.functions for box in chart.boxes.values()}
    assert functions == {"CEO": ("general_management",), "VP Product": ("product",), "Moonshots": ()}


def test_a_line_of_shorthand_is_read_as_such() -> None:
    line = "CEO[Marketing[PMM Marcom] Product[PM]] // PMM informs PM @ size=small"
    assert from_text(f"# today\n{line}\n", "T", WORDS).chart == shorthand.read(line, WORDS, 2)


def test_shorthand_may_go_on_over_several_lines() -> None:
    text = "CEO[\n  Product[PM\n    PMM]\n  Marketing\n] // PMM informs PM"
    chart = from_text(text, "T", WORDS).chart
    assert drawn(chart) == "CEO[Product[Product Management Product Marketing] Marketing]"
    assert len(chart.relations) == 1


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("CEO[\n  Product[PM\n    PMX]]", 3, 5),
        ("CEO[\n  Product[PM]\n", 2, 14),
        ("# mine\nCEO[Product\n  Marketing]]", 3, 13),
    ],
)
def test_a_mistake_in_shorthand_over_several_lines_is_placed(text: str, line: int, column: int) -> None:
    with pytest.raises(ShorthandError) as caught:
        from_text(text, "T", WORDS)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_bracket_in_a_title_of_an_outline_is_part_of_it() -> None:
    chart = from_text("Head of sales [EMEA\n  Sales [DACH]\n", "T", WORDS).chart
    assert [box.title for box in chart.boxes.values() if box.reports_to is None] == ["Head of sales [EMEA"]


def test_an_unknown_box_says_how_a_title_of_ones_own_is_written() -> None:
    with pytest.raises(ShorthandError, match='"Zeppelin":Other'):
        from_text("CEO[Zeppelin]", "T", WORDS)
    assert drawn(from_text('CEO["Zeppelin":Other]', "T", WORDS).chart) == "CEO[Zeppelin]"


def test_a_mistake_in_shorthand_is_placed() -> None:
    with pytest.raises(ShorthandError) as caught:
        from_text("\nCEO[Produkt[PM]]\n", "T", WORDS)
    assert (caught.value.line, caught.value.column) == (2, 5)


def test_several_charts_are_not_one() -> None:
    with pytest.raises(ImporterError, match="2 charts"):
        from_text("CEO[PM]\nCEO[PMM]\n", "T", WORDS)


def test_an_outline_may_have_brackets() -> None:
    assert drawn(from_text("Group\n  Sales [EMEA]\n", "T", WORDS).chart) == "Group[Sales [EMEA]]"


@pytest.mark.parametrize("text", ["", "\n\n", "\u202e\n"])
def test_no_boxes_is_said(text: str) -> None:
    with pytest.raises(ImporterError, match="no boxes"):
        from_text(text, "T", WORDS)


def test_a_file_is_named_in_the_mistake(tmp_path: Path) -> None:
    path = tmp_path / "sketch.txt"
    path.write_text("CEO[Produkt]")
    with pytest.raises(ImporterError, match=r"sketch\.txt:1:5: "):
        importers.read(path, WORDS)


@pytest.mark.parametrize("name", ["missing.csv", "folder.csv", "chart.doc", "nul\0.csv"])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ImporterError) as caught:
        importers.read(tmp_path / name, WORDS)
    assert name in str(caught.value)


@given(st.text(alphabet=st.sampled_from("ab \t\n-*#[]{}@/1."), max_size=40) | st.text(max_size=40))
def test_any_text_is_a_sound_chart_or_a_sentence(text: str) -> None:
    try:
        chart = from_text(text, "T", WORDS).chart
    except OrgsketchError as error:
        sentence = str(error)
        assert sentence
        return
    assert tree.loops(chart) == []
    assert chartfile.read(chartfile.to_bytes(chart)) == chart
