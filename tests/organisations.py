"""An organisation as HR exports it, and months later with other ids and noise, and the truth about both."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from orgsketch.model import edits, ids, order
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.merge.clashes import renumbered
from orgsketch.model.records import Box, Head, Person

FIRST = (
    "Ana Björn Chidi Dana Emre Farah Goro Hana Inês Jonas Kofi Léa Milan Nora Omar Priya Quinn Rosa Søren"
    " Tomáš Uma Viktor Wanjiru Xavier Yara Zoë Álvaro Beatriz Carlos Dorota Elif François Greta Hugo Ivana"
).split()
LAST = (
    "Ruiz Lindqvist Okafor Weiß Yılmaz Haddad Sato Kim Costa Berg Mensah Novák Rossi Larsen Aziz Müller"
    " Dvořák García Nguyễn O'Brien Petrov Silva Tanaka Ueda Vogel Wójcik Xu Young Zimmermann Andersson"
    " Bianchi Castro Dubois Eriksen Fischer Gonzalez Hansen Ivanov Jensen Kowalski"
).split()
AREAS = (
    "Product Marketing Sales Finance Legal Support Platform Data Design Operations People Security".split()
)
JOBS = ("Analyst", "Engineer", "Manager", "Specialist", "Coordinator", "Consultant", "Partner", "Architect")
LEVELS = ("", "Senior ", "Lead ", "Junior ")


@dataclass(frozen=True)
class Months:
    """Both exports, and the truth: what happened under the old ids, and who is who."""

    before: Chart
    happened: Chart
    after: Chart
    who: dict[str, str]  # id in `after` -> id in `happened`


def organisation(count: int, seed: int = 1, *, emails: float = 1.0) -> Chart:
    """So many boxes with a person each, a few sitting in two; `emails`: the share whose address is known."""
    dice = Random(seed)
    keys = order.spread(count)
    boxes: list[Box] = []
    people: list[Person] = []
    for number in range(count):
        manager = None if not number else boxes[_manager(number)].id
        person = _person(dice, number, emails)
        people.append(person)
        boxes.append(Box(f"b_{number:08d}", _title(dice, number), (), manager, keys[number], (person.id,)))
    for number in dice.sample(range(5, count), count // 25):
        boxes[number] = replace(boxes[number], people=boxes[dice.randrange(2, number)].people)
    seated = {box.people[0] for box in boxes}
    return Chart.of(
        Head("c_hr000000", "From HR"), boxes=boxes, people=[one for one in people if one.id in seated]
    )


def months_later(before: Chart, seed: int = 2, share: float = 0.06) -> Months:
    """Leavers (managers, too), joiners, moved branches, new titles, names spelt otherwise; then other ids.

    No box has two things happen to it: who could say then what happened?
    """
    year = _Year(before, Random(seed))
    many = max(2, round(len(before.boxes) * share))
    for happens, times in (
        (year.leave, many),
        (year.leave_and_be_followed, max(1, many // 6)),
        (year.retitle, many),
        (year.respell, many),
        (year.move_branch, many),
        (year.join, many),
    ):
        for _number in range(times):
            happens()
    chart = year.chart
    names = {
        key: ids.hashed_id(key[:2], key, str(seed)) for table in (chart.people, chart.boxes) for key in table
    }
    who = {new: old for old, new in names.items()}
    return Months(before, chart, renumbered(chart, names), who)


def _manager(number: int) -> int:
    """Teams of about seven."""
    return (number - 1) // 7


def _person(dice: Random, number: int, emails: float) -> Person:
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    mail = f"{plain(name).replace(' ', '.')}.{number}@example.org" if dice.random() < emails else ""
    return Person(f"p_{number:08d}", name, mail)


def _title(dice: Random, number: int) -> str:
    area = AREAS[number % len(AREAS)]
    return f"Head of {area}" if number < 12 else f"{dice.choice(LEVELS)}{area} {dice.choice(JOBS)}"


def plain(name: str) -> str:
    """A name as a system without accents writes it."""
    kept = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ı", "i"))
    return "".join(letter for letter in kept if not unicodedata.combining(letter)).casefold()


class _Year:
    """What happens in months, one thing after another."""

    def __init__(self, chart: Chart, dice: Random) -> None:
        self.chart, self.dice = chart, dice
        self.touched: set[str] = set()

    def leave(self) -> None:
        """Somebody goes, and their box with them."""
        box = self._one(lambda box: not self.chart.reports(box))
        self._do(edits.remove, box)
        self._tidy()

    def leave_and_be_followed(self) -> None:
        """A manager goes; somebody new sits in the seat."""
        box = self._one(lambda box: bool(self.chart.reports(box) and self.chart.boxes[box].reports_to))
        self._do(edits.set_people, box, [self._newcomer()])
        self._tidy()

    def retitle(self) -> None:
        """Somebody is promoted."""
        box = self._one(lambda box: True)
        title = self.chart.boxes[box].title
        is_senior = title.startswith("Senior ")
        self._do(edits.rename, box, title.replace("Senior", "Principal") if is_senior else f"Senior {title}")

    def respell(self) -> None:
        """A name turned round, without its accents, or with a middle initial."""
        box = self._one(lambda box: bool(self.chart.boxes[box].people))
        person = self.chart.people[self.chart.boxes[box].people[0]]
        first, _blank, last = person.name.partition(" ")
        name = self.dice.choice([f"{last}, {first}", plain(person.name).title(), f"{first} A. {last}"])
        people = self.chart.people.set(person.id, replace(person, name=name))  # type: ignore[attr-defined]
        self.chart = replace(self.chart, people=people)

    def move_branch(self) -> None:
        """A box reports to another manager, with all below it."""
        box = self._one(lambda box: bool(self.chart.boxes[box].reports_to))
        goals = [goal for goal in sorted(self.chart.boxes) if self.chart.reports(goal)]
        self._do(
            edits.move, box, self.dice.choice([g for g in goals if not edits.may_report(self.chart, box, g)])
        )

    def join(self) -> None:
        """Somebody new comes, in a new box."""
        new = self._newcomer()
        box = new.id.replace("p_", "b_")
        self.touched.add(box)
        title = f"{self.dice.choice(LEVELS)}{self.dice.choice(AREAS)} {self.dice.choice(JOBS)}"
        manager = self.dice.choice([goal for goal in sorted(self.chart.boxes) if self.chart.reports(goal)])
        self._do(edits.add, title, [], manager, id=box)
        self._do(edits.set_people, box, [new])

    def _newcomer(self) -> Person:
        number = f"{self.dice.randrange(10**7) + 10**7:08d}"
        name = f"{self.dice.choice(FIRST)} {self.dice.choice(LAST)}"
        return Person(f"p_{number}", name, f"new.{number}@example.org")

    def _one(self, fits: Callable[[str], bool]) -> str:
        box = self.dice.choice(
            [box for box in sorted(self.chart.boxes) if box not in self.touched and fits(box)]
        )
        self.touched.add(box)
        return box

    def _do(self, edit: Callable[..., ChartDiff], *args: Any, **kwargs: Any) -> None:
        self.chart = apply(edit(self.chart, *args, **kwargs), self.chart)

    def _tidy(self) -> None:
        """People without a seat do not come in an export."""
        seated = {person for box in self.chart.boxes.values() for person in box.people}
        gone = set(self.chart.people) - seated
        self._do(lambda chart: ChartDiff(people={key: (chart.people[key], None) for key in sorted(gone)}))
