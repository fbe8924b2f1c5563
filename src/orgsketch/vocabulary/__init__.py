"""The words packs bring: functions, families, activities, questions, sources and voices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from orgsketch.errors import PackError
from orgsketch.resources import _
from orgsketch.vocabulary import shape
from orgsketch.vocabulary.folders import Tables, built_in, read_folder
from orgsketch.vocabulary.nearest import did_you_mean
from orgsketch.vocabulary.records import (
    Activity,
    ActivityClass,
    Article,
    Asked,
    Badge,
    Declared,
    Evidence,
    Family,
    Function,
    Name,
    PackInfo,
    Question,
    Theme,
    Voice,
)
from orgsketch.vocabulary.titles import alias_table, function_in, plain

__all__ = ["Function", "Question", "Vocabulary", "load", "pack_tables"]

R = TypeVar("R")


@dataclass(frozen=True)
class Vocabulary:
    """The words of one or more packs, each kind by id, in the order of the files."""

    packs: tuple[PackInfo, ...] = ()
    families: Mapping[str, Family] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    activities: Mapping[str, Activity] = field(default_factory=dict)
    classes: Mapping[str, ActivityClass] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    badges: Mapping[str, Badge] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def function_called(self, name: str) -> tuple[str, ...]:
        """The function of this very name, else ()."""
        return self.aliases.get(plain(name), ())

    def function_of_title(self, title: str) -> tuple[str, ...]:
        """The function a title says for certain, alone or with what it is for, else ()."""
        return self.function_called(title) or function_in(title, self.aliases, self.functions)

    def family_of(self, function: str) -> str:
        """The family of a function, or "" when no pack knows it."""
        known = self.functions.get(function)
        return known.family if known else ""

    def activities_of(self, name: str) -> frozenset[str]:
        """The activities of a class, or the one activity of that name.

        Raises PackError with the nearest name when there is neither.
        """
        if name in self.classes:
            return frozenset(self.classes[name].activities)
        if name in self.activities:
            return frozenset((name,))
        near = did_you_mean(name, {*self.activities, *self.classes})
        raise PackError(
            _("there is no activity or class of activities called {name!r}{near}").format(
                name=name, near=near
            )
        )

    @cached_property
    def of_company(self) -> Mapping[str, Question]:
        """What is asked of the company, by the key of the answer."""
        return {asked.answer_key: asked for asked in self.questions.values() if asked.is_of_company}

    @cached_property
    def context_keys(self) -> frozenset[str]:
        """The answers that may also be said of a unit; free text decides nothing."""
        return frozenset(key for key, asked in self.of_company.items() if asked.kind != "text")

    @property
    def pack_ids(self) -> tuple[str, ...]:
        """The ids of the packs in use."""
        return tuple(pack.id for pack in self.packs)

    @property
    def settings(self) -> dict[str, int | float]:
        """The thresholds of all packs."""
        return {key: value for pack in self.packs for key, value in pack.settings.items()}


def load(packs: Sequence[str] = (), folders: Sequence[Path] = ()) -> Vocabulary:
    """The vocabulary of built-in packs (none named = those read by default) and of pack folders.

    A pack that is not installed is passed over. Raises PackError when a folder is no sound pack.
    """
    if not folders:
        return _built_in(tuple(packs))
    return gathered([*_chosen(packs), *((read_folder(folder), True) for folder in folders)])


@cache
def _built_in(packs: tuple[str, ...]) -> Vocabulary:
    return gathered(_chosen(packs))


def pack_tables(packs: Sequence[str] = (), folders: Sequence[Path] = ()) -> list[tuple[Tables, bool]]:
    """The tables of these packs, each with whether it must be checked."""
    return [*_chosen(packs), *((read_folder(folder), True) for folder in folders)]


def _chosen(packs: Sequence[str]) -> list[tuple[Tables, bool]]:
    tables = built_in()
    chosen = [pack for pack in packs if pack in tables] or [
        pack for pack, content in tables.items() if content["pack"].get("default")
    ]
    return [(tables[pack], False) for pack in chosen]


def gathered(packs: Sequence[tuple[Tables, bool]]) -> Vocabulary:
    """One vocabulary of several packs' tables; of a word that two packs have, the later counts."""
    parts = [_Reader(tables, is_foreign) for tables, is_foreign in packs]
    functions = {
        key: value for part in parts for key, value in part.listed("functions", "function", Function).items()
    }
    return Vocabulary(
        packs=tuple(part.info() for part in parts),
        families=_joined(part.listed("functions", "family", Family) for part in parts),
        functions=functions,
        names=_joined(part.listed("functions", "name", Name, "name") for part in parts),
        activities=_joined(part.listed("activities", "activity", Activity) for part in parts),
        classes=_joined(part.listed("activities", "class", ActivityClass) for part in parts),
        questions=_joined(part.questions() for part in parts),
        articles=_joined(part.keyed("sources", "article", Article) for part in parts),
        voices=_joined(part.keyed("sources", "voice", Voice) for part in parts),
        evidence=_joined(part.keyed("sources", "evidence", Evidence) for part in parts),
        themes=_joined(part.listed("themes", "theme", Theme) for part in parts),
        badges=_joined(part.listed("badges", "badge", Badge) for part in parts),
        aliases=alias_table(functions.values()),
    )


def _joined(parts: Any) -> dict[str, Any]:
    return {key: value for part in parts for key, value in part.items()}


@dataclass(frozen=True)
class _Reader:
    """One pack's tables, read entry by entry."""

    tables: Tables
    is_foreign: bool

    def info(self) -> PackInfo:
        return self._made(PackInfo, self.tables["pack"], "pack", "the file")

    def listed(self, file: str, table: str, kind: type[R], key: str = "id") -> dict[str, R]:
        """[[table]] entries by id."""
        entries = self.tables.get(file, {}).get(table, [])
        if not isinstance(entries, list):
            raise PackError(
                _("{file}.toml: write every {table} as a [[{table}]] entry.").format(file=file, table=table)
            )
        names = [str(entry.get(key, "")) if isinstance(entry, dict) else "" for entry in entries]
        named = zip(names, entries, strict=True)
        return {name: self._made(kind, entry, file, f"{table} {name}".strip()) for name, entry in named}

    def keyed(self, file: str, table: str, kind: type[R]) -> dict[str, R]:
        """[table.id] entries by id."""
        entries = self.tables.get(file, {}).get(table, {})
        if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
            raise PackError(
                _("{file}.toml: write every {table} as a [{table}.name] entry.").format(
                    file=file, table=table
                )
            )
        return {
            name: self._made(kind, {**entry, "id": name}, file, f"{table} {name}")
            for name, entry in entries.items()
        }

    def questions(self) -> dict[str, Question]:
        """The wording of each question joined with its meaning."""
        asked = self.listed("questions", "question", Asked, "fact")
        declared = self.tables.get("facts", {}).get("declared", {})
        for name in declared:
            if name not in asked:
                raise PackError(
                    _("facts.toml, declared {name}: no question asks this{near}").format(
                        name=name, near=did_you_mean(name, asked)
                    )
                )
        meanings = {
            name: self._made(Declared, entry, "facts", f"declared {name}") for name, entry in declared.items()
        }
        return {name: _question(entry, meanings.get(name, Declared())) for name, entry in asked.items()}

    def _made(self, kind: type[R], entry: Any, file: str, name: str) -> R:
        if self.is_foreign:
            return shape.checked(kind, entry, f"{file}.toml", name)
        return shape.made(kind, entry)


def _question(asked: Asked, declared: Declared) -> Question:
    values: dict[str, Any] = {
        name: getattr(asked, name) for name in Asked.__dataclass_fields__ if name != "fact"
    }
    values |= {name: getattr(declared, name) for name in Declared.__dataclass_fields__}
    return Question(asked.fact, **values)
