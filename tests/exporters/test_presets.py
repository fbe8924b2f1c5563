"""Presets: what is kept is what comes back; a broken one costs itself alone."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.errors import ExporterError, ResourceError
from orgsketch.exporters import presets
from orgsketch.exporters.presets import changed, options_from
from orgsketch.resources import settings
from tests.exporters.material import naughty

OWN = ExportOptions(findings=("PMM101", "MKT105"), names="initials", paper="300x400", scale=1.5, keys=False)


def test_the_three_that_are_always_there() -> None:
    assert [one.title for one in presets.presets()] == ["Board slide", "A3 wall chart", "Annex without names"]
    assert presets.preset("a3-wall-chart") is presets.preset("A3 Wall Chart")
    annex = presets.preset("annex-without-names").options
    assert (annex.names, annex.person_fields) == ("none", False)


def test_a_preset_is_kept_changed_and_forgotten() -> None:
    presets.keep("For Ana", ".pdf", OWN)
    assert presets.preset("for ana").options == OWN
    presets.keep("for ana", ".svg", DEFAULTS)
    assert [one.suffix for one in presets.presets()[3:]] == [".svg"]
    presets.forget("for ana")
    assert len(presets.presets()) == 3


def test_what_belongs_to_one_chart_is_not_kept() -> None:
    told = replace(OWN, branch="b_1", focus="b_2", title="Secret plan", date="1 May")
    presets.keep("x", ".pdf", told)
    assert presets.preset("x").options == OWN
    assert "Secret" not in settings.settings_file().read_text("utf-8")


def test_the_built_in_ones_stay() -> None:
    with pytest.raises(ResourceError, match="always there"):
        presets.keep("Board Slide", ".pdf", OWN)
    with pytest.raises(ExporterError, match="There is no preset bord: choose one of board-slide"):
        presets.preset("bord")


def test_any_name_can_be_a_presets() -> None:
    for text in naughty()[:20]:
        presets.keep(text, ".pdf", OWN)
        assert presets.preset(text).options == OWN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"name": 1}',
        '{"name": "x", "suffix": ".exe", "options": {}}',
        '{"name": "x", "suffix": ".pdf", "options": {"names": "nobody"}}',
        '{"name": "x", "suffix": ".pdf", "options": {"keys": "no"}}',
        '{"name": "x", "suffix": ".pdf", "options": []}',
    ],
)
def test_a_broken_one_is_passed_over(text: str) -> None:
    settings.update(presets=(text, '{"name": "y", "suffix": ".pdf", "options": {}}'))
    assert [one.name for one in presets.presets()[3:]] == ["y"]


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in fields(ExportOptions)] + ["other"]),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.text(max_size=5),
            st.lists(st.text(max_size=4), max_size=3),
            st.floats(allow_nan=False),
        ),
    )
)
def test_options_from_anything_are_options_or_a_sentence(table: dict[str, object]) -> None:
    try:
        made = options_from(table)
    except ExporterError:
        return
    assert options_from(changed(made)) == made


def test_names_are_remembered_by_chart(own_settings: Path) -> None:
    assert settings.names_of("c_1") == ""
    settings.remember_names("c_1", "initials")
    settings.remember_names("c_2", "none")
    settings.remember_names("c_1", "full")
    assert (settings.names_of("c_1"), settings.names_of("c_2")) == ("full", "none")
    assert settings.load().names == ("c_1=full", "c_2=none")
