"""What a measure is, and how it gets its arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orgsketch.errors import PackError
from orgsketch.rules.condition import Domain
from orgsketch.rules.kinship import Kinship
from orgsketch.rules.looks import ABOVE, Looks
from orgsketch.rules.reading import Reading
from orgsketch.rules.sets import Set
from orgsketch.rules.structure import Missing, Structure

if TYPE_CHECKING:
    from orgsketch.rules.conditions import Compiler


def _nothing(reading: Reading, box: str, outer: str) -> Iterator[Missing]:
    return iter(())


@dataclass(frozen=True)
class Measure:
    """A value for a box: `of` gives it (None = unknown), `missing` says what to ask when it is unknown.

    `needs_work`: it is 0 for every box while nobody declares responsibilities. `looks`: what it reads around
    the box (see `rules.looks`). `is_of_function`: boxes of one main function have one value.
    `domain`: what it rests on beyond the box (see `condition.together`).
    """

    of: Callable[[Reading, str, str], Any]
    depth: int = 1
    missing: Callable[[Reading, str, str], Iterator[Missing]] = _nothing
    near: Kinship | None = None
    needs_work: bool = False
    looks: Looks = ABOVE
    is_of_function: bool = False
    domain: Domain = frozenset()


class Arguments:
    """The `args` of one measure; every argument must be used, every name is looked up through the
    compiler."""

    def __init__(self, given: Mapping[str, Any], compiler: Compiler) -> None:
        self.given, self.compiler, self.unused = given, compiler, set(given)

    def text(self, name: str, default: str | None = None) -> str:
        return str(self._take(name, default))

    def strings(self, name: str) -> tuple[str, ...]:
        value = self._take(name, ())
        return (value,) if isinstance(value, str) else tuple(value)

    def table(self, name: str) -> Mapping[str, str]:
        value: Mapping[str, str] = self._take(name, None)
        return value

    def boxes(self, name: str) -> Set:
        return self.compiler.set(self._take(name, None))

    def activities(self, name: str, default: Any = None) -> frozenset[str]:
        return self.compiler.activities(self._take(name, default))

    def question(self, name: str) -> Any:
        return self.compiler.question(self.text(name))

    def structure(self) -> Structure:
        nominal = self.text("nominal", "")
        return self.compiler.structure(self.text("general"), nominal)

    def _take(self, name: str, default: Any) -> Any:
        self.unused.discard(name)
        value = self.given.get(name, default)
        if value is None:
            raise PackError(f"the argument {name} is missing")
        return value
