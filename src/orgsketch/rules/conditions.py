"""Conditions: structured data compiled once to closures that answer yes, no or unknown (Kleene's logic).

    all, any, not                 join conditions
    some, every, none             a set of boxes, `where` a condition holds (for the set of no box: no,
    no, yes)
    fact                          a declared or derived fact: is, among, known, at_least, at_most, more_than;
                                  `at` = read at another box, `with = "outer"` = about a pair of boxes,
                                  `undeclared` = "unknown" or "silent" where a rule departs from the
                                  fact's own
    relation                      kinds ("any" = any), `direction` from / to / either, `with` a set
    rule                          another rule holds, for the same team where it speaks of one (`anywhere
    = true`:
                                  anywhere on the chart)
    measure                       one of `measures`, with args, compared as a fact
    says                          beside any of these: the wording of the reason, with {box}

A number may be "$name", a setting of the pack. The errors name the place inside the condition.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from orgsketch.errors import PackError
from orgsketch.model.records import RELATION_KINDS
from orgsketch.rules import leaves, logic
from orgsketch.rules.closed import plain
from orgsketch.rules.combined import Filtered, Nearest, Otherwise, Then, Union
from orgsketch.rules.condition import Condition, Ground, Reach, Truth
from orgsketch.rules.kinship import leader_kin
from orgsketch.rules.leaders import Leaders, PairLeader
from orgsketch.rules.looks import ABOVE
from orgsketch.rules.measure import Arguments, Measure
from orgsketch.rules.measures import MEASURES
from orgsketch.rules.nearby import RELATIVE, Joined, Reached, joined, linking
from orgsketch.rules.neighbourhood import Scope
from orgsketch.rules.reading import Reading
from orgsketch.rules.sets import ByFunction, Owners, Set
from orgsketch.rules.structure import Structure
from orgsketch.rules.values import Comparison, comparison
from orgsketch.vocabulary.nearest import did_you_mean
from orgsketch.vocabulary.records import SILENT

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary
    from orgsketch.vocabulary.records import Question

COMPARISONS = ("is", "among", "known", "at_least", "at_most", "more_than")
HEADS = {
    "all": (),
    "any": (),
    "not": (),
    "some": ("where",),
    "every": ("where",),
    "none": ("where",),
    "fact": ("at", "with", "undeclared", *COMPARISONS),
    "relation": ("direction", "with"),
    "rule": ("anywhere",),
    "measure": ("args", *COMPARISONS),
}
SET_KEYS = (
    "of",
    "where",
    "else",
    "joined",
    "direction",
    "far",
    "nearest",
    "any_of",
    "leaders_with",
    "leader_of_pair",
    "args",
    "then",
)
MAX_NESTING = 25


class Compiler:
    """Compiles the conditions of a book; the same data gives the same condition, so that it is asked once."""

    def __init__(
        self, words: Vocabulary, facts: Mapping[str, Any], sets: Mapping[str, Any], rules: RuleLookup
    ) -> None:
        self.words, self.facts, self.sets, self.rules = words, facts, sets, rules
        self.settings = words.settings
        asked = words.questions.values()
        self.scope = Scope(
            shared=frozenset(q.answer_key for q in asked if q.inherited and not q.is_of_company)
        )
        self._done: dict[str, Condition] = {}
        self._sets: dict[str, Set] = {}
        self._measures: dict[str, Measure] = {}
        self._structures: dict[tuple[str, str], Structure] = {}
        self._open: list[str] = []

    # ---- conditions ----

    def condition(self, data: Any) -> Condition:
        """The condition that this data describes. Raises PackError with one sentence."""
        if isinstance(data, list | tuple):
            data = {"all": list(data)}
        key = json.dumps(data, sort_keys=True, default=str)
        if key not in self._done:
            self._done[key] = self._compiled(data)
        return self._done[key]

    def _compiled(self, data: Any) -> Condition:
        if not isinstance(data, dict):
            raise PackError(f"a condition is a table, not {data!r}")
        data = dict(data)
        says = data.pop("says", "")
        heads = [key for key in data if key in HEADS]
        if len(heads) != 1:
            raise PackError(
                f"a condition has one of {', '.join(HEADS)}; this one has {', '.join(data) or 'none'}"
            )
        head = heads[0]
        for key in data:
            if key != head and key not in HEADS[head]:
                raise PackError(f"{head} takes no {key}{did_you_mean(key, HEADS[head])}".rstrip("."))
        made: Condition = getattr(self, f"_{head}")(data)
        return logic.saying(made, str(says)) if says else made

    def _parts(self, data: Any, head: str) -> list[Condition]:
        if not isinstance(data, list) or not data:
            raise PackError(f"{head} takes a list of conditions")
        return [self.condition(part) for part in data]

    def _all(self, data: Mapping[str, Any]) -> Condition:
        return logic.every_part(self._parts(data["all"], "all"))

    def _any(self, data: Mapping[str, Any]) -> Condition:
        return logic.any_part(self._parts(data["any"], "any"))

    def _not(self, data: Mapping[str, Any]) -> Condition:
        return logic.opposite(self.condition(data["not"]))

    def _some(self, data: Mapping[str, Any]) -> Condition:
        return logic.some(*self._quantified("some", data))

    def _every(self, data: Mapping[str, Any]) -> Condition:
        return logic.every(*self._quantified("every", data))

    def _none(self, data: Mapping[str, Any]) -> Condition:
        return logic.opposite(logic.some(*self._quantified("none", data)))

    def _quantified(
        self, head: str, data: Mapping[str, Any]
    ) -> tuple[Set, Condition | None, Condition | None]:
        base, condition = split(self.set(data[head]))
        where = self.condition(data["where"]) if "where" in data else None
        return base, condition, where

    # ---- leaves ----

    def _fact(self, data: Mapping[str, Any]) -> Condition:
        name = data["fact"]
        if "at" in data:
            inner = {key: value for key, value in data.items() if key != "at"}
            return self._some({"some": data["at"], "where": inner})
        test = self._comparison(data)
        if name in self.words.questions:
            question = self.question(name)
            own = SILENT if test.asks_whether_known else question.undeclared
            return leaves.declared(question, test, data.get("undeclared", own))
        if name not in self.facts:
            near = did_you_mean(str(name), [*self.words.questions, *self.facts])
            raise PackError(f"there is no fact {name!r}{near}".rstrip("."))
        return self._derived(str(name), test, data.get("with") == "outer")

    def _derived(self, name: str, test: Comparison, with_outer: bool) -> Condition:
        entry = self.facts[name]
        with self._resolving(f"the fact {name}"):
            if "measure" in entry:
                measure = self.measure(entry)
                needed = leaves.measured(name, measure, test)
            else:
                needed = leaves.named(name, self.condition(entry["when"]), test)
        if needed.depth == 2 and not with_outer:
            raise PackError(f'{name} is about two boxes: say with = "outer"')
        return needed

    def _measure(self, data: Mapping[str, Any]) -> Condition:
        return leaves.measured("", self.measure(data), self._comparison(data))

    def _relation(self, data: Mapping[str, Any]) -> Condition:
        named = data["relation"]
        kinds = [named] if isinstance(named, str) else list(named)
        for kind in kinds:
            if kind not in (*RELATION_KINDS, "any"):
                raise PackError(
                    f"there is no kind of line {kind!r}{did_you_mean(str(kind), RELATION_KINDS)}".rstrip(".")
                )
        wanted = frozenset(kinds) - {"any"}
        direction = self._one_of("direction", data.get("direction", "either"), ("from", "to", "either"))
        of = self.set(data.get("with", "boxes"))

        def truth(reading: Reading, box: str, outer: str) -> Truth:
            if box not in reading.chart.index.relations:
                return False
            found = joined(reading, box, wanted, direction)
            return any(of.holds(reading, other, box, outer) for other in found)

        return plain(truth, max(1, of.depth), looks=linking(of, Joined.steps))

    def _rule(self, data: Mapping[str, Any]) -> Condition:
        rule = self.rules.compiled(str(data["rule"]))
        return leaves.by_rule(rule, anywhere=bool(data.get("anywhere")))

    def _comparison(self, data: Mapping[str, Any]) -> Comparison:
        given = {key: data[key] for key in COMPARISONS if key in data}
        if len(given) > 1:
            raise PackError(f"one comparison at a time, not {' and '.join(given)}")
        for key, value in given.items():
            if key in ("at_least", "at_most", "more_than"):
                return comparison(key, self._number(value))
            if key == "among" and isinstance(value, str):
                return comparison(key, self.activities(value))
            return comparison(key, value)
        return comparison("is", "yes")

    def _number(self, value: Any) -> float:
        if isinstance(value, str) and value.startswith("$"):
            if value[1:] not in self.settings:
                raise PackError(
                    f"there is no setting {value[1:]!r}{did_you_mean(value[1:], self.settings)}".rstrip(".")
                )
            return self.settings[value[1:]]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PackError(f"a number or a setting ($name) is compared with, not {value!r}")
        return value

    def _one_of(self, key: str, value: Any, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            raise PackError(f"{key} cannot be {value!r}{did_you_mean(str(value), allowed)}".rstrip("."))
        return str(value)

    # ---- what conditions speak of ----

    def question(self, name: str) -> Question:
        if name not in self.words.questions:
            raise PackError(
                f"there is no question {name!r}{did_you_mean(name, self.words.questions)}".rstrip(".")
            )
        return self.words.questions[name]

    def structure(self, general: str, nominal: str) -> Structure:
        """The one structure of these words; `nominal` is a question or ""."""
        key = (general, nominal)
        if key not in self._structures:
            functions = frozenset(f.id for f in self.words.functions.values() if f.family == general)
            self._structures[key] = Structure(functions, self.question(nominal).answer_key if nominal else "")
        return self._structures[key]

    def activities(self, names: Any) -> frozenset[str]:
        """The activities that a name, or a list of names, of activities and classes stands for."""
        listed = [names] if isinstance(names, str) else list(names)
        return frozenset(activity for name in listed for activity in self.words.activities_of(str(name)))

    def measure(self, data: Mapping[str, Any]) -> Measure:
        key = json.dumps([data["measure"], data.get("args", {})], sort_keys=True, default=str)
        if key not in self._measures:
            self._measures[key] = self._made(str(data["measure"]), data.get("args", {}))
        return self._measures[key]

    def _made(self, name: str, given: Mapping[str, Any]) -> Measure:
        if name not in MEASURES:
            raise PackError(f"there is no measure {name!r}{did_you_mean(name, MEASURES)}".rstrip("."))
        args = Arguments(given, self)
        made = MEASURES[name](args)
        if args.unused:
            raise PackError(f"the measure {name} takes no {', '.join(sorted(args.unused))}")
        return made

    # ---- sets ----

    def set(self, data: Any) -> Set:
        """The set of boxes that a name or a table describes."""
        key = json.dumps(data, sort_keys=True, default=str)
        if key not in self._sets:
            self._sets[key] = self._named_set(data) if isinstance(data, str) else self._built_set(data)
        return self._sets[key]

    def _named_set(self, name: str) -> Set:
        if name in self.sets:
            with self._resolving(f"the set {name}"):
                return self.set({k: v for k, v in self.sets[name].items() if k != "title"})
        if name in RELATIVE:
            self.scope.looks_aside |= name == "siblings"
            return RELATIVE[name]
        kind, _, rest = name.partition(":")
        if name in self.words.functions:
            return ByFunction(frozenset((name,)))
        if kind == "family" and rest in self.words.families:
            return ByFunction(frozenset(f.id for f in self.words.functions.values() if f.family == rest))
        if kind == "owners":
            return Owners(self.activities(rest))
        families = [f"family:{family}" for family in self.words.families]
        near = did_you_mean(name, [*self.sets, *RELATIVE, *self.words.functions, *families])
        raise PackError(f"there is no set of boxes called {name!r}{near}".rstrip("."))

    def _built_set(self, data: Any) -> Set:
        if not isinstance(data, dict):
            raise PackError(f"a set is a name or a table, not {data!r}")
        for key in data:
            if key not in SET_KEYS:
                raise PackError(f"a set has no key {key!r}{did_you_mean(key, SET_KEYS)}".rstrip("."))
        made = self._core(data)
        if "where" in data and "nearest" not in data:
            base, condition = split(made)
            where = self.condition(data["where"])
            made = Filtered(base, logic.every_part([condition, where]) if condition else where)
        return Otherwise(made, self.set(data["else"])) if "else" in data else made

    def _core(self, data: Mapping[str, Any]) -> Set:
        if "any_of" in data:
            return merged([self.set(part) for part in data["any_of"]])
        if "nearest" in data:
            return Nearest(self.set(data["nearest"]), self.condition(data["where"]))
        if "leaders_with" in data:
            structure = Arguments(data.get("args", {}), self).structure()
            leaders = Leaders(self.set(data["leaders_with"]), structure)
            return Filtered(
                leaders, plain(leaders.is_certain, 2, leader_kin(structure), leaders.why, looks=ABOVE)
            )
        if data.get("leader_of_pair"):
            return PairLeader(Arguments(data.get("args", {}), self).structure())
        if "joined" in data:
            kinds = data["joined"]
            wanted = frozenset([kinds] if isinstance(kinds, str) else kinds) - {"any"}
            of = self.set(data.get("of", "boxes"))
            if data.get("far"):
                return Reached(wanted, of)
            return Joined(
                wanted,
                self._one_of("direction", data.get("direction", "either"), ("from", "to", "either")),
                of,
            )
        if "of" not in data:
            raise PackError("a set says of, joined, nearest, any_of or leaders_with")
        of = self.set(data["of"])
        return Then(of, self.set(data["then"])) if "then" in data else of

    # ---- loops ----

    def _resolving(self, what: str) -> _Resolving:
        return _Resolving(self._open, what)


class _Resolving:
    """Refuses definitions that lead back to themselves, and those nested beyond reason."""

    def __init__(self, stack: list[str], what: str) -> None:
        self.stack, self.what = stack, what

    def __enter__(self) -> None:
        if self.what in self.stack:
            ring = [*self.stack[self.stack.index(self.what) :], self.what]
            raise PackError(f"{' needs '.join(ring)}: that leads in a circle")
        if len(self.stack) > MAX_NESTING:
            raise PackError(f"{self.what} rests on more than {MAX_NESTING} others, one behind the other")
        self.stack.append(self.what)

    def __exit__(self, *error: object) -> None:
        self.stack.pop()


class RuleLookup:
    """Where the compiler finds other rules; a book provides it."""

    def compiled(self, code: str) -> leaves.RuleVerdict:
        """The rule of this code, ready to be asked."""
        raise NotImplementedError


def split(of: Set) -> tuple[Set, Condition | None]:
    """A set as its base and the condition that its members meet."""
    return (of.base, of.condition) if isinstance(of, Filtered) else (of, None)


def merged(parts: list[Set]) -> Set:
    """One set of several; functions are joined into one look-up."""
    if all(isinstance(part, ByFunction) for part in parts):
        return ByFunction(
            frozenset(f for part in parts if isinstance(part, ByFunction) for f in part.functions)
        )
    return Union(tuple(parts))


def grounds(condition: Condition, reading: Reading, box: str = "") -> Iterator[Ground]:
    """What the answer about a box rests on."""
    return condition.why(reading, box, "")


__all__ = ["Compiler", "Reach", "RuleLookup", "grounds", "merged", "split"]
