"""Charts that do not share their ids: who is who, what is asked, and that nobody is taken for a namesake."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from orgsketch import compare
from orgsketch.model import edits, ids, order
from orgsketch.model.chart import Chart
from orgsketch.model.merge.clashes import renumbered
from orgsketch.model.records import Box, Head, Person
from tests.charts import big_chart, do

FIRST = "Ana Bo Chidi Dana Emre Farah Goro Hana Ines Jonas Kofi Lena Mila Nils Omar Priya Rosa".split()
LAST = "Ruiz Lind Okafor Weiss Yilmaz Haddad Sato Kim Costa Berg Mensah Novak Rossi Larsen Aziz".split()


def chart(*seats: tuple[str, str, str, str, str]) -> Chart:
    """Seats as (key, title, manager's key, name, e-mail)."""
    keys = order.spread(len(seats))
    people = [Person(f"p_{key}", name, mail) for key, _, _, name, mail in seats if name]
    boxes = [
        Box(f"b_{key}", title, (), f"b_{manager}" if manager else None, place, (f"p_{key}",) if name else ())
        for (key, title, manager, name, _), place in zip(seats, keys, strict=True)
    ]
    return Chart.of(Head("c_1", "Imported"), boxes=boxes, people=people)


def test_the_same_e_mail_is_the_same_person_and_takes_the_seat_along() -> None:
    before = chart(("1", "Head", "", "Ana Ruiz", "ana@x.org"), ("2", "PM", "1", "Bo Lind", "bo@x.org"))
    after = chart(("8", "Director", "", "Ana Weiss", "ANA@x.org"), ("9", "PM", "8", "Bo Lind", "bo@x.org"))
    found = compare.match(before, after)
    assert found.pairs == {"p_8": "p_1", "p_9": "p_2", "b_8": "b_1", "b_9": "b_2"}
    assert found.doubts == ()


def test_two_of_one_name_are_told_apart_by_their_seats_or_asked() -> None:
    before = chart(
        ("1", "Head", "", "", ""), ("2", "Sales", "1", "Ana Kim", ""), ("3", "Support", "1", "Ana Kim", "")
    )
    after = chart(
        ("7", "Head", "", "", ""), ("8", "Support", "7", "Ana Kim", ""), ("9", "Sales", "7", "Ana Kim", "")
    )
    found = compare.match(before, after)
    assert (found.pairs["p_8"], found.pairs["p_9"]) == ("p_3", "p_2")
    both_new = chart(
        ("7", "Head", "", "", ""), ("8", "Finance", "7", "Ana Kim", ""), ("9", "Legal", "7", "Ana Kim", "")
    )
    asked = compare.match(before, both_new)
    assert not {"p_8", "p_9"} & set(asked.pairs)
    doubts = {doubt.id: doubt for doubt in asked.doubts}
    assert doubts["p_8"].candidates == ("p_2", "p_3")
    assert doubts["p_8"].why == "same name"
    settled = compare.match(before, both_new, {"p_8": "p_3", "p_9": ""})
    assert settled.pairs["p_8"] == "p_3"
    assert settled.pairs["b_8"] == "b_3"
    assert "p_9" not in settled.pairs
    assert "p_9" not in {doubt.id for doubt in settled.doubts}


def test_a_name_nearly_the_same_is_asked() -> None:
    before = chart(("1", "Head", "", "Katarina Novák", ""), ("2", "PM", "1", "Bo", ""))
    after = chart(("8", "Chief", "", "Novak, Catarina", ""), ("9", "PM", "8", "Bo", ""))
    found = compare.match(before, after)
    assert found.pairs["p_9"] == "p_2"
    (doubt,) = (doubt for doubt in found.doubts if doubt.id == "p_8")
    assert (doubt.candidates, doubt.why) == (("p_1",), "similar")


def test_ids_that_count_rows_pair_nobody() -> None:
    before = chart(*((str(n), f"Job {n}", "", f"{FIRST[n]} {LAST[n]}", f"{n}@x.org") for n in range(1, 9)))
    after = chart(
        *(
            (str(n), f"Job {n + 1}", "", f"{FIRST[n + 1]} {LAST[n + 1]}", f"{n + 1}@x.org")
            for n in range(1, 8)
        )
    )
    found = compare.match(before, after)
    assert found.pairs["p_1"] == "p_2"
    assert found.pairs["b_1"] == "b_2"
    result = compare.two(before, compare.rekeyed(after, found))
    assert [(row.kind, row.title) for row in result.changes] == [("removed", "Job 1")]


def test_several_seats_of_one_person_go_by_their_titles() -> None:
    def seats(prefix: str) -> Chart:
        made = chart(
            (f"{prefix}1", "Head", "", "Ana Ruiz", "ana@x.org"),
            (f"{prefix}2", "Acting PM", f"{prefix}1", "", ""),
        )
        return do(made, edits.set_people, f"b_{prefix}2", [f"p_{prefix}1"])

    found = compare.match(seats("a"), seats("b"))
    assert found.pairs == {"p_b1": "p_a1", "b_b1": "b_a1", "b_b2": "b_a2"}


def organisation(count: int) -> Chart:
    """A large organisation as an import gives it: numbers and e-mails, names that occur more than once."""
    dice, made = Random(7), big_chart(count)
    people = [
        replace(person, name=f"{dice.choice(FIRST)} {dice.choice(LAST)}", email=f"{person.id}@x.org")
        for person in made.people.values()
    ]
    return Chart.of(made.head, boxes=made.boxes.values(), people=people, relations=made.relations.values())


def test_months_later_with_other_ids_the_comparison_is_exact() -> None:
    before = organisation(600)
    boxes = sorted(before.boxes)
    leaves = [box for box in boxes if not before.reports(box) and before.boxes[box].people]
    manager = next(box for box in boxes[1:] if before.reports(box))
    heads = boxes[1:8]
    after = do(before, edits.move, leaves[0], heads[1])
    after = do(after, edits.move, leaves[5], heads[2])
    after = do(after, edits.rename, leaves[9], "Something quite different")
    after = do(after, edits.remove, leaves[12])
    after = do(after, edits.set_people, manager, [Person("p_new", "New Manager", "new@x.org")])
    names = {key: ids.new_id(key[:2]) for table in (after.people, after.boxes) for key in table}
    imported = renumbered(after, names)
    found = compare.match(before, imported)
    assert {new: old for old, new in names.items() if old in before.boxes} == {
        key: old for key, old in found.pairs.items() if key.startswith("b_")
    }
    assert compare.two(before, compare.rekeyed(imported, found)).counts == compare.two(before, after).counts


def test_rekeying_gives_way_to_no_one() -> None:
    before = chart(("1", "A", "", "Ana", "a@x"), ("2", "B", "1", "Bo", "b@x"))
    after = chart(("2", "A", "", "Ana", "a@x"), ("1", "C", "2", "Cem", "c@x"))
    made = compare.rekeyed(after, {"b_2": "b_1", "p_2": "p_1"})
    assert made.boxes["b_1"].title == "A"
    assert len(made.boxes) == 2
    (other,) = (box for box in made.boxes.values() if box.title == "C")
    assert other.id not in before.boxes
    assert other.reports_to == "b_1"
