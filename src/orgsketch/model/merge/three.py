"""Three values into one: what each kind of field does when both sides changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Parts: TypeAlias = tuple[Any, Any, Any]

DISPUTED = object()
ABSENT = object()


def value(base: Any, ours: Any, theirs: Any) -> Any:
    """The value that only one side changed, or both alike; DISPUTED when there is none."""
    if ours == theirs or base == theirs:
        return ours
    return theirs if base == ours else DISPUTED


def entries(base: Any, ours: Any, theirs: Any) -> Any:
    """A list to which entries were added and from which some were taken; DISPUTED when it was put in order.

    What both sides add comes in alphabetical order, so that it does not matter whose side is whose.
    """
    settled = value(base, ours, theirs)
    if settled is not DISPUTED or None in (base, ours, theirs):
        return settled
    kept = [entry for entry in base if entry in ours and entry in theirs]
    if any([entry for entry in side if entry in kept] != kept for side in (ours, theirs)):
        return DISPUTED
    added = [[entry for entry in side if entry not in base] for side in (ours, theirs)]
    if all(added):
        return (*kept, *sorted({*added[0], *added[1]}))
    return (*kept, *added[0], *added[1])


def seats(base: Any, ours: Any, theirs: Any) -> Any:
    """The people of a box: one seat filled by two people is disputed, a team grows by both."""
    merged = entries(base, ours, theirs)
    if merged is DISPUTED or merged in (ours, theirs):
        return merged
    is_team = any(person in ours and person in theirs for person in base)
    is_filled_twice = all(set(side) - set(base) for side in (ours, theirs))
    return merged if is_team or not is_filled_twice else DISPUTED


def mapping(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """A mapping merged key by key in order of keys where it changes, and the keys that are disputed."""
    if ours == theirs or base == theirs:
        return dict(ours), []
    if base == ours:
        return dict(theirs), []
    merged: dict[str, Any] = {}
    disputed: list[str] = []
    for key in sorted({*base, *ours, *theirs}):
        settled = value(*(side.get(key, ABSENT) for side in (base, ours, theirs)))
        if settled is DISPUTED:
            disputed.append(key)
            settled = ours.get(key, ABSENT)
        if settled is not ABSENT:
            merged[key] = settled
    return merged, disputed


WAYS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "people": seats,
    "products": entries,
    "responsibilities": entries,
    "packs": entries,
}
MAPPINGS = ("answers", "fields")
PLACE = ("reports_to", "order")


def fields(parts: Parts, name: str) -> Iterator[tuple[str, Any, list[str]]]:
    """The merged value of one field and what of it is disputed: the field, or keys of a mapping."""
    three = [getattr(part, name) for part in parts]
    if name in MAPPINGS:
        merged, disputed = mapping(three[0], three[1], three[2])
        yield name, merged, [f"{name}.{key}" for key in disputed]
        return
    settled = WAYS.get(name, value)(three[0], three[1], three[2])
    yield name, three[1] if settled is DISPUTED else settled, [name] if settled is DISPUTED else []


def place(parts: Parts) -> tuple[dict[str, Any], list[str]]:
    """Manager and order key of a box: the key goes with the manager it was made for."""
    base, ours, theirs = ((part.reports_to, part.order) for part in parts)
    settled = value(base, ours, theirs)
    if settled is not DISPUTED:
        return dict(zip(PLACE, settled, strict=True)), []
    manager = value(base[0], ours[0], theirs[0])
    if manager is DISPUTED:
        return dict(zip(PLACE, ours, strict=True)), ["reports_to"]
    keys = [side[1] for side in (ours, theirs) if side[0] == manager]
    key = min(keys) if len(keys) == 2 else keys[0]
    return {"reports_to": manager, "order": key}, []
