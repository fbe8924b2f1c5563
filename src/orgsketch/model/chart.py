"""The chart: a value made of records by id, with an index that grows by diffs.

Every map is persistent (`immutables.Map`): a changed chart shares all it did not change with the old one,
so that undo, previews and comparisons keep whole charts for the price of their differences.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from immutables import Map

from orgsketch.model.index import EMPTY, Index
from orgsketch.model.records import Accepted, Box, Conflict, Head, Person, Relation, Tick


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole value that is saved. Made by `Chart.of`, changed by `diff.apply` alone."""

    head: Head
    people: Map[str, Person] = Map()
    boxes: Map[str, Box] = Map()
    relations: Map[str, Relation] = Map()
    accepted: Map[str, Accepted] = Map()
    ticks: Map[str, Tick] = Map()
    conflicts: Map[str, Conflict] = Map()
    index: Index = field(default=EMPTY, compare=False, repr=False)

    @staticmethod
    def of(
        head: Head,
        *,
        people: Iterable[Person] = (),
        boxes: Iterable[Box] = (),
        relations: Iterable[Relation] = (),
        accepted: Iterable[Accepted] = (),
        ticks: Iterable[Tick] = (),
        conflicts: Iterable[Conflict] = (),
    ) -> Chart:
        """A chart of these records, indexed. It does not check that lines lead somewhere: the border does."""
        all_boxes = {box.id: box for box in boxes}
        all_relations = {relation.id: relation for relation in relations}
        return Chart(
            head,
            Map({person.id: person for person in people}),
            Map(all_boxes),
            Map(all_relations),
            Map({entry.id: entry for entry in accepted}),
            Map({tick.id: tick for tick in ticks}),
            Map({conflict.id: conflict for conflict in conflicts}),
            Index.of(all_boxes, all_relations),
        )

    @property
    def title(self) -> str:
        """What the chart is called."""
        return self.head.title

    def reports(self, manager: str | None) -> tuple[str, ...]:
        """The direct reports of a box in their order; of None: the boxes without a manager."""
        return self.index.reports.get(manager or "", ())

    def relations_of(self, box: str) -> list[Relation]:
        """The relations that start or end at a box, by id."""
        return [self.relations[relation] for relation in sorted(self.index.relations.get(box, EMPTY_SET))]

    def with_function(self, function: str) -> Collection[str]:
        """The boxes whose main function this is ("" = unclassified), in no fixed order."""
        return self.index.functions.get(function, EMPTY_SET)

    def holders(self, activity: str) -> Iterable[str]:
        """The boxes that hold an activity as responsibility, in no fixed order."""
        return self.index.holders.get(activity, EMPTY_SET)

    def seats(self, person: str) -> tuple[str, ...]:
        """The boxes a person sits in, by id."""
        return tuple(sorted(self.index.seats.get(person, EMPTY_SET)))


EMPTY_SET: Mapping[str, None] = Map()
