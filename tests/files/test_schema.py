"""The published JSON Schema says what the reader takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from orgsketch.files import chartfile, schema
from orgsketch.model.chart import Chart
from orgsketch.resources import resource, samples
from tests.charts import charts
from tests.files.bad_input import chart_text

VALIDATOR = Draft202012Validator(schema.schema())


def test_the_published_schema_is_up_to_date() -> None:
    published = resource("schema", schema.NAME).read_text(encoding="utf-8")
    assert published == schema.published(), "run: python -m orgsketch.files.schema"
    Draft202012Validator.check_schema(json.loads(published))


@given(charts())
def test_every_chart_that_is_written_keeps_the_schema(chart: Chart) -> None:
    VALIDATOR.validate(json.loads(chartfile.to_bytes(chart)))


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_every_sample_keeps_the_schema(path: Any) -> None:
    VALIDATOR.validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize(
    "box",
    [
        '"b_1": {"titel": "A"}',
        '"B": {}',
        '"b_1": {"headcount": 0.3}',
        '"b_1": {"answers": {"m": true}}',
        '"b_1": {"id": "b_1"}',
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(box: str) -> None:
    assert not VALIDATOR.is_valid(json.loads(chart_text(box)))


def test_a_conflicted_file_keeps_the_schema() -> None:
    VALIDATOR.validate(json.loads(Path(__file__).with_name("conflict.orgsketch").read_bytes()))
