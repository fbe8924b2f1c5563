"""Packs on disk: a folder of TOML, or, for the built-in ones, the one file they were compiled into.

A pack's tables are plain data here: {"pack": {...}, "functions": {...}, ..., "rules": [...]}. Their shape is
checked by `vocabulary.shape` and `rules.pack`. A pack that is too large or nested too deep is refused unread.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from orgsketch.errors import PackError
from orgsketch.resources import _, resource
from orgsketch.vocabulary.nearest import did_you_mean

Tables: TypeAlias = dict[str, Any]

COMPILED = "compiled.json"
FILES = (
    "pack",
    "functions",
    "activities",
    "sources",
    "questions",
    "themes",
    "badges",
    "facts",
    "guides",
    "stances",
    "checklists",
    "templates",
    "glossary",
    "frameworks",
)
MAX_FILE = 1_000_000
MAX_PACK = 5_000_000
MAX_FILES = 300
MAX_DEPTH = 30


@cache
def built_in() -> dict[str, Tables]:
    """The tables of every built-in pack, by id.

    They come from the compiled file while it fits the TOML files beside it, else from these.
    """
    compiled = resource("packs") / COMPILED
    if compiled.is_file():
        content = json.loads(compiled.read_bytes())
        if content["sizes"] == sizes():
            tables: dict[str, Tables] = content["packs"]
            return tables
    return read_built_in()


def sizes() -> dict[str, int]:
    """The length of every file of the built-in packs, by its path."""
    packs = resource("packs")
    return {path.relative_to(packs).as_posix(): path.stat().st_size for path in sorted(packs.rglob("*.toml"))}


def read_built_in() -> dict[str, Tables]:
    """The same tables from the TOML files, as they are when the packs are compiled."""
    folders = sorted(path.parent for path in resource("packs").glob("*/pack.toml"))
    return {folder.name: read_folder(folder) for folder in folders}


def read_folder(folder: Path) -> Tables:
    """The tables of one pack folder.

    Raises PackError with one sentence when it cannot be read, is too large, or holds a file no pack has.
    """
    if not (folder / "pack.toml").is_file():
        raise PackError(_("{folder} holds no pack.toml, so it is not a rule pack.").format(folder=folder))
    tables: Tables = {"rules": []}
    for path in _files(folder):
        content = _read(path, folder)
        if path.parent != folder:
            tables["rules"] += _rules(content, path.relative_to(folder).as_posix())
        else:
            tables[path.stem] = content
    return tables


def _files(folder: Path) -> Iterator[Path]:
    found = [*sorted(folder.glob("*.toml")), *sorted(folder.glob("rules/*.toml"))]
    if len(found) > MAX_FILES:
        raise PackError(
            _("{folder} holds {count:,} files; a pack has at most {most}.").format(
                folder=folder, count=len(found), most=MAX_FILES
            )
        )
    lengths = [path.stat().st_size for path in found]
    for path, size in zip(found, lengths, strict=True):
        if size > MAX_FILE:
            raise PackError(
                _("{path} is {size:,} bytes long; a file of a pack has at most {most:,}.").format(
                    path=path, size=size, most=MAX_FILE
                )
            )
        if path.parent == folder and path.stem not in FILES:
            raise PackError(
                _("{path}: a pack has no file of that name{near}").format(
                    path=path, near=did_you_mean(path.stem, FILES)
                )
            )
        yield path
    if sum(lengths) > MAX_PACK:
        raise PackError(
            _("{folder} is {count:,} bytes long; a pack has at most {most:,}.").format(
                folder=folder, count=sum(lengths), most=MAX_PACK
            )
        )


def _read(path: Path, folder: Path) -> Tables:
    import tomllib

    name = path.relative_to(folder.parent).as_posix()
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise PackError(
            _("{name} is not UTF-8 text (byte {start}).").format(name=name, start=error.start)
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(_("{name} is not valid TOML: {error}.").format(name=name, error=error)) from None
    except RecursionError:
        raise PackError(_("{name} is nested too deep.").format(name=name)) from None
    except OSError as error:
        raise PackError(
            _("{name} cannot be read: {reason}.").format(name=name, reason=error.strerror)
        ) from None
    if not is_shallow(content):
        raise PackError(_("{name} is nested more than {most} levels deep.").format(name=name, most=MAX_DEPTH))
    return content


def is_shallow(content: object) -> bool:
    """Whether no table or list is nested deeper than MAX_DEPTH."""
    level: list[Any] = [content]
    for _level in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return True
    return False


def _rules(content: Tables, name: str) -> list[Tables]:
    for key in content:
        if key != "rule":
            raise PackError(
                _("{name}: there is no table {key!r} here; a rule file holds [[rule]] entries only.").format(
                    name=name, key=key
                )
            )
    rules = content.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise PackError(_("{name}: write every rule as a [[rule]] entry.").format(name=name))
    return [{"file": name, **rule} for rule in rules]
