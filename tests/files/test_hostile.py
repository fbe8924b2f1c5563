"""Bytes by strangers: the answer is a chart or a ChartFileError, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.errors import ChartFileError
from orgsketch.files import chartfile, jsontext
from orgsketch.model.chart import Chart
from orgsketch.model.text import clean_line, clean_notes
from tests.charts import charts
from tests.conftest import SHARED
from tests.files.bad_input import chart_text
from tests.files.test_canonical import FULL

SUITE = sorted((SHARED / "data/JSONTestSuite").rglob("*.json"))
CANONICAL = chartfile.to_bytes(FULL)


def _survives(data: bytes) -> Chart | None:
    try:
        return chartfile._examined(data).chart
    except ChartFileError as error:
        refusal = error
    assert str(refusal).isprintable()
    assert refusal.problems
    return None


def test_the_suite_is_there(shared: Path) -> None:
    assert len(SUITE) > 300


@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.name)
def test_every_file_of_the_json_test_suite_is_answered(path: Path) -> None:
    data = path.read_bytes()
    assert _survives(data) is None
    in_place = CANONICAL.replace(b'"a survey"', data)
    _survives(in_place)


@pytest.mark.parametrize(
    "path", [path for path in SUITE if path.name.startswith("n_")], ids=lambda path: path.name
)
def test_what_is_no_json_is_never_read_as_json(path: Path) -> None:
    known = {"n_number_infinity.json", "n_number_minus_infinity.json", "n_number_NaN.json"}
    if path.name in {"n_number_minus_infinity.json", "n_structure_UTF8_BOM_no_data.json"} | known:
        return  # NaN and Infinity pass the parser; no field of a chart takes them
    with pytest.raises(ChartFileError):
        jsontext.parse(path.read_bytes())


def test_every_naughty_string_is_a_title_or_cleaned_into_one(shared: Path) -> None:
    strings = json.loads((shared / "data/blns/blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 400
    for text in strings:
        raw = chart_text(f'"b_1": {{"title": {json.dumps(text)}, "notes": {json.dumps(text)}}}').encode()
        _survives(raw)
        clean = json.dumps(clean_line(text)), json.dumps(clean_notes(text))
        chart = chartfile.read(chart_text(f'"b_1": {{"title": {clean[0]}, "notes": {clean[1]}}}').encode())
        assert chart.boxes["b_1"].title == clean_line(text)
        assert chartfile.read(chartfile.to_bytes(chart)) == chart


def test_a_file_cut_at_any_byte_is_refused() -> None:
    for end in range(len(CANONICAL) - 2):
        assert _survives(CANONICAL[:end]) is None


@given(st.integers(0, len(CANONICAL) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_survived(place: int, flip: int) -> None:
    damaged = bytearray(CANONICAL)
    damaged[place] ^= flip
    _survives(bytes(damaged))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(charts(max_boxes=4), JSON_VALUES, st.data())
def test_any_value_in_any_place_is_survived(chart: Chart, value: object, data: st.DataObject) -> None:
    raw = json.loads(chartfile.to_bytes(chart))
    holder, key = raw, data.draw(st.sampled_from(sorted(raw)))
    while isinstance(holder[key], dict) and holder[key] and data.draw(st.booleans()):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder)))
    holder[key] = value
    _survives(json.dumps(raw).encode())


@given(st.binary(max_size=60))
def test_any_bytes_are_survived(data: bytes) -> None:
    _survives(data)


def test_places_name_every_value_by_line() -> None:
    text = '{"a": [1,\n{"b": "x,]}\\""}],\n"c": {}}'
    assert list(jsontext.places(text)) == [
        (("a",), 1),
        (("a", 0), 1),
        (("a", 1), 2),
        (("a", 1, "b"), 2),
        (("c",), 3),
    ]
