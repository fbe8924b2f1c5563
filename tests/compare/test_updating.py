"""A chart brought up to date from a newer table: what the table tells, and nothing else, is taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from orgsketch import compare, importers, vocabulary
from orgsketch.compare import updated
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer
from tests.charts import Step, charts, do, session, steps
from tests.model.test_laws import assert_sound
from tests.organisations import months_later, organisation

BEFORE = """id,name,title,manager,email
1,Ana Ruiz,Chief,,ana@x.org
2,Bo Lind,Head of product,1,bo@x.org
3,Cem Kaya,Product manager,2,cem@x.org
4,Dana Weiss,Product marketing manager,2,dana@x.org
5,Emre Sato,Head of sales,1,emre@x.org
"""
# New numbers; Bo has left and Fay came, Dana moved to sales with a new title, Gus came.
AFTER = """id,name,title,manager,email
91,Ana Ruiz,Chief,,ana@x.org
95,Emre Sato,Head of sales,91,emre@x.org
92,Fay Kim,Head of product,91,fay@x.org
93,Cem Kaya,Product manager,92,cem@x.org
94,"Weiss, Dana",Senior product marketing manager,95,dana@x.org
96,Gus Berg,Account manager,95,gus@x.org
"""


def read(folder: Path, name: str, text: str) -> Chart:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return importers.read(path, vocabulary.load(())).chart


def key(chart: Chart, title: str) -> str:
    return next(box for box in chart.boxes if chart.boxes[box].title == title)


def test_a_line_that_the_table_draws_too_stays_one(tmp_path: Path) -> None:
    text = "id,manager_id,title,relations\nb_1,,Top,\nb_2,b_1,Team,informs b_3\nb_3,b_1,Other,serves b_2\n"
    table = read(tmp_path, "new", text)
    lines = [line for line in table.relations.values() if line.kind == "serves"]
    chart = do(table, edits.remove_relation, lines[0].id)
    drawn = next(iter(chart.relations.values()))
    chart = replace(
        chart, relations=chart.relations.delete(drawn.id).set("r_own", replace(drawn, id="r_own"))
    )
    now = updated(chart, table, {box: box for box in table.boxes})
    assert sorted((line.id == "r_own", line.kind) for line in now.relations.values()) == [
        (False, "serves"),
        (True, "informs"),
    ]


def test_an_import_months_later_updates_the_chart(tmp_path: Path) -> None:
    old, table = read(tmp_path, "old", BEFORE), read(tmp_path, "new", AFTER)
    pmm, product = key(old, "Product marketing manager"), key(old, "Head of product")
    chart = do(old, edits.answer, pmm, "mandate", Answer("outbound"))
    chart = do(chart, edits.draw, "serves", pmm, key(old, "Product manager"), id="r_1")
    chart = do(chart, edits.add, "Product operations", [], product, id="b_planned0")
    chart = do(chart, edits.change, "b_planned0", status="planned")
    matching = compare.match(chart, table)
    assert matching.doubts == ()
    now = updated(chart, table, matching)
    assert_sound(now)
    assert now.boxes[pmm].title == "Senior product marketing manager"
    assert now.boxes[pmm].reports_to == key(old, "Head of sales")
    assert now.boxes[pmm].answers == chart.boxes[pmm].answers
    assert now.relations == chart.relations
    assert now.boxes["b_planned0"].reports_to == product
    assert [now.people[one].name for one in now.boxes[product].people] == ["Fay Kim"]
    kinds = compare.two(chart, now).counts
    assert kinds["added"] == 1
    assert kinds["moved"] == 1
    assert "removed" not in kinds
    assert [now.boxes[box].title for box in now.reports(key(old, "Chief"))] == [
        "Head of product",
        "Head of sales",
    ]


def test_a_manager_who_is_gone_leaves_planned_boxes_to_the_next_one_above(tmp_path: Path) -> None:
    old = read(tmp_path, "old", BEFORE)
    product = key(old, "Head of product")
    chart = do(old, edits.add, "Idea", [], product, id="b_planned0")
    chart = do(chart, edits.change, "b_planned0", status="planned")
    table = do(old, edits.remove, product)
    now = updated(chart, table, compare.match(chart, table))
    assert_sound(now)
    assert now.boxes["b_planned0"].reports_to == key(old, "Chief")
    assert product not in now.boxes


def test_the_same_table_again_changes_nothing(tmp_path: Path) -> None:
    old = read(tmp_path, "old", BEFORE)
    assert updated(old, old, compare.match(old, old)) == old


def test_numbers_that_were_counted_anew_pair_nobody(tmp_path: Path) -> None:
    old = read(tmp_path, "old", BEFORE.replace("@x.org", ""))
    lines = BEFORE.replace("@x.org", "").splitlines()
    turned = {"1": "3", "2": "1", "3": "5", "4": "2", "5": "4", "": ""}
    rows = [line.split(",") for line in lines[1:]]
    again = [",".join([turned[r[0]], r[1], r[2], turned[r[3]], r[4]]) for r in rows]
    new = read(tmp_path, "new", "\n".join([lines[0], *again]) + "\n")
    found = compare.match(old, new)
    for mine, theirs in found.pairs.items():
        table = "boxes" if mine.startswith("b_") else "people"
        one, other = getattr(new, table)[mine], getattr(old, table)[theirs]
        assert getattr(one, "title", None) == getattr(other, "title", None)
        assert getattr(one, "name", None) == getattr(other, "name", None)
    assert len(found.pairs) == 10


@pytest.mark.parametrize("emails", [1.0, 0.7, 0.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_real_size_organisation_months_later(emails: float, seed: int) -> None:
    months = months_later(organisation(600, seed, emails=emails), seed + 10)
    found = compare.match(months.before, months.after)
    assert {new: old for new, old in found.pairs.items() if months.who[new] != old} == {}
    known = {*months.before.boxes, *months.before.people}
    truth = {new: old if old in known else "" for new, old in months.who.items()}
    told = compare.match(months.before, months.after, {doubt.id: truth[doubt.id] for doubt in found.doubts})
    assert told.pairs == {new: old for new, old in truth.items() if old}
    assert not told.doubts
    result = compare.two(months.before, compare.rekeyed(months.after, told))
    wanted = compare.two(months.before, months.happened)
    assert result.counts == wanted.counts
    assert dict(result.moved) == dict(wanted.moved)
    assert set(result.removed) == set(wanted.removed)


def test_most_is_told_without_asking() -> None:
    months = months_later(organisation(600, 1), 11)
    assert len(compare.match(months.before, months.after).doubts) <= 600 * 0.03
    nameless = months_later(organisation(600, 1, emails=0.0), 11)
    assert len(compare.match(nameless.before, nameless.after).doubts) <= 600 * 0.12


def test_a_real_table_with_other_numbers(shared: Path, tmp_path: Path) -> None:
    """107 people of a public sample, a dozen of whom left, came or moved, under new numbers."""
    table = shared / "data" / "oracle-hr-orgchart" / "data.csv"
    old = importers.read(table, vocabulary.load(())).chart
    months = months_later(old, 3, share=0.04)
    found = compare.match(months.before, months.after)
    assert all(months.who[new] == old for new, old in found.pairs.items())
    truth = {new: name if name in {*old.boxes, *old.people} else "" for new, name in months.who.items()}
    told = compare.match(old, months.after, {doubt.id: truth[doubt.id] for doubt in found.doubts})
    wanted, result = compare.two(old, months.happened), compare.two(old, compare.rekeyed(months.after, told))
    assert result.counts == wanted.counts
    now = updated(old, months.after, told)
    assert_sound(now)
    assert dict(compare.two(old, now).moved) == dict(wanted.moved)


def test_what_shares_its_ids_is_a_version() -> None:
    one = organisation(40)
    assert compare.shares_ids(one, do(one, edits.remove, "b_00000007"))
    assert not compare.shares_ids(one, months_later(one, 5).after)
    assert compare.shares_ids(one, replace(one, head=replace(one.head, id="c_other000")))


@given(charts(), charts())
def test_whatever_is_matched_the_result_is_sound_and_nobody_is_two(one: Chart, other: Chart) -> None:
    found = compare.match(one, other)
    assert len(set(found.pairs.values())) == len(found.pairs)
    assert not {doubt.id for doubt in found.doubts} & set(found.pairs)
    assert_sound(compare.rekeyed(other, found))
    now = updated(one, other, found)
    assert_sound(now)
    assert now.head == one.head
    assert updated(now, now, compare.match(now, now)) == now


@given(charts(), steps())
def test_a_version_updates_to_itself(one: Chart, tried: list[Step]) -> None:
    played = list(session(one, tried))
    later = played[-1][2] if played else one
    now = updated(one, later, {key: key for key in (*later.people, *later.boxes)})
    assert {box.reports_to for box in now.boxes.values()} <= {None, *now.boxes}
    for key, box in later.boxes.items():
        assert now.boxes[key].reports_to == box.reports_to
        assert now.boxes[key].people == box.people
