"""Templates: every chart of the index is there, sound, and tells the story the index tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from orgsketch import shorthand, vocabulary
from orgsketch.errors import PackError
from orgsketch.files import chartfile
from orgsketch.model.chart import Chart
from orgsketch.model.records import Complete
from orgsketch.vocabulary.templates import Template, templates

ALL = templates(("product-marketing",))
WORDS = vocabulary.load(("product-marketing",))
STRUCTURES = [template for template in ALL if template.group.id == "structures"]
CASES = [template for template in ALL if template.group.id != "structures"]
EACH = pytest.mark.parametrize("template", ALL, ids=[template.id for template in ALL])


@EACH
def test_a_template_is_a_canonical_chart_file(template: Template) -> None:
    data = template.path.read_bytes()
    chart = chartfile.read(data)
    assert chartfile.to_bytes(chart) == data
    assert (chart.head.title, chart.head.notes) == (template.title, template.story)


@EACH
def test_a_template_wears_what_the_pack_knows(template: Template) -> None:
    chart = chartfile.read(template.path.read_bytes())
    for box in chart.boxes.values():
        assert set(box.functions) <= set(WORDS.functions)
        assert set(box.responsibilities or ()) <= set(WORDS.activities)
        keys = {question.answer_key for question in WORDS.questions.values()}
        assert set(box.answers) <= keys


@EACH
def test_a_template_has_a_short_story_and_a_source(template: Template) -> None:
    assert len(template.title) <= 50
    assert len(template.story) <= 100
    assert "\n" not in template.story
    assert bool(template.source) != bool(template.convention)
    if template.source:
        assert WORDS.voices[template.source.voice].article == template.source.article


def test_eight_structures_open_the_gallery() -> None:
    assert [template.title for template in ALL[:8]] == [
        "PMM beside PM",
        "PMM in marketing",
        "PMM on its own",
        "Blended PMs",
        "PM and PMM in marketing",
        "No dedicated PMM",
        "Small company",
        "Business units",
    ]
    assert list(ALL[:8]) == STRUCTURES
    assert [template.form for template in STRUCTURES] == ["a", "c", "e", "f", "b", "g", "", ""]


def test_a_structure_claims_nothing_by_what_it_leaves_out() -> None:
    """Whoever starts from a structure has not yet said that it shows everything."""
    for template in STRUCTURES:
        assert chartfile.read(template.path.read_bytes()).head.complete == Complete()


def test_each_group_stands_together() -> None:
    groups = [group for group, _ in groupby(template.group.id for template in ALL)]
    assert len(groups) == len(set(groups))


def test_no_file_is_without_its_entry() -> None:
    folder = ALL[0].path.parent
    assert {path.name for path in folder.iterdir()} == {f"{template.id}.orgsketch" for template in ALL}
    assert len({chartfile.read(template.path.read_bytes()).head.id for template in ALL}) == len(ALL)


def _drawn(chart: Chart) -> tuple[Any, ...]:
    head = chart.head
    return dict(chart.boxes), dict(chart.relations), head.answers, head.complete


def test_the_reference_charts_are_all_here_as_printed(shared: Path) -> None:
    printed = json.loads((shared / "catalogue" / "catalogue.json").read_text("utf-8"))["charts"]
    lines = [_drawn(shorthand.read(entry["chart"], WORDS)) for entry in printed]
    ours = [_drawn(chartfile.read(template.path.read_bytes())) for template in CASES]
    assert len(lines) == len(ours) == 41
    assert [line for line in lines if line not in ours] == []


# --- a pack of the user's own ------------------------------------------------------------------------------

PACK = 'id = "own"\ntitle = "Own"\n'
INDEX = """
[[group]]
id = "first"
title = "First"

[[template]]
id = "flat"
title = "Flat"
story = "Everybody reports to one."
group = "first"
convention = "Drawn at our company."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with one template."""
    _write(tmp_path, {"pack.toml": PACK, "templates.toml": INDEX})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "flat.orgsketch").write_bytes(ALL[0].path.read_bytes())
    return tmp_path


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_a_users_templates_follow_ours(folder: Path) -> None:
    found = templates(("product-marketing",), (folder,))
    assert found[:-1] == ALL
    assert (found[-1].title, found[-1].group.title) == ("Flat", "First")
    assert found[-1].path == folder / "templates" / "flat.orgsketch"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('group = "first"', 'group = "frist"', "there is no group 'frist'; did you mean first?"),
        ('id = "flat"', 'id = "../flat"', "an id is made of small letters, digits and hyphens"),
        ('id = "flat"', 'id = "steep"', "save it as templates/steep.orgsketch"),
        ("convention =", "note =", "there is no key note"),
        ('convention = "Drawn at our company."', "", "say in `source` who describes it"),
        ('convention = "Drawn at our company."', 'form = "a"\nconvention = "x"', ""),
        ('convention = "Drawn at our company."', 'form = "zz"\nconvention = "x"', "there is no form 'zz'"),
        (
            'convention = "Drawn at our company."',
            'source = { voice = "jenifer", quote = "x" }',
            "there is no voice 'jenifer'; did you mean jennifer?",
        ),
        ("story =", "stori =", "there is no key stori; did you mean story?"),
        ('story = "Everybody reports to one."', "story = 4", "story: "),
        (INDEX, "template = 3", "templates.toml: write every template as a [[template]] entry."),
        (INDEX, INDEX + INDEX[INDEX.index("[[template]]") :], "there is another template of this name"),
    ],
)
def test_a_wrong_index_is_told_in_one_sentence(folder: Path, old: str, new: str, sentence: str) -> None:
    _write(folder, {"templates.toml": INDEX.replace(old, new)})
    if not sentence:
        assert templates(("product-marketing",), (folder,))[-1].form == "a"
        return
    with pytest.raises(PackError) as raised:
        templates(("product-marketing",), (folder,))
    assert sentence in str(raised.value)
    assert str(raised.value).startswith("templates.toml")
    assert "\n" not in str(raised.value)
