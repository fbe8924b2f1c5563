"""Templates: charts to start from, each with its story and where it comes from.

A pack lists them in `templates.toml`; the chart of each is `templates/<id>.orgsketch` in the pack's folder.
Nothing is read before it is asked for, and no chart file is opened here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orgsketch.errors import PackError
from orgsketch.resources import _, resource
from orgsketch.vocabulary import gathered, pack_tables, shape
from orgsketch.vocabulary.folders import Tables, read_folder
from orgsketch.vocabulary.records import FORBID_EXTRA, Source

FILE = "templates.toml"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True)
class Group:
    """Templates that stand together in the gallery."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class TemplateText:
    """One [[template]] entry as it is written; see `Template`."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    story: str
    group: str
    form: str = ""
    source: Source | None = None
    convention: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A chart to start from: `story` in one line, `path` to its chart file.

    `source`: who describes it; a template without one says in `convention` where it comes from.
    `form`: the form of placement it is an instance of, for the voices for and against ("" = none).
    """

    id: str
    title: str
    story: str
    source: Source | None
    path: Path
    group: Group
    form: str = ""
    convention: str = ""


def templates(packs: Sequence[str] = (), folders: Sequence[Path] = ()) -> tuple[Template, ...]:
    """The templates of built-in packs (none named = those read by default) and of pack folders, in order.

    Raises PackError naming file, entry and key when a folder's templates are in the wrong shape, say no
    source, or lack their chart file.
    """
    built_in = pack_tables(packs)
    own = [(resource("packs", tables["pack"]["id"]), tables, False) for tables, _is_foreign in built_in]
    users = [(folder, read_folder(folder), True) for folder in folders]
    all_tables = [(tables, is_foreign) for _home, tables, is_foreign in (*own, *users)]
    return tuple(
        template
        for home, tables, is_foreign in (*own, *users)
        for template in _of_pack(home, tables, all_tables if is_foreign else [])
    )


def _of_pack(home: Path, tables: Tables, checked_with: list[tuple[Tables, bool]]) -> Iterator[Template]:
    """The templates of one pack; checked if there is something to check them with: all packs' tables."""
    pack = [(tables, bool(checked_with))]
    groups = {group.id: group for group in shape.entries(pack, "templates", "group", Group)}
    texts = list(shape.entries(pack, "templates", "template", TemplateText))
    if checked_with:
        _check(texts, groups, home, checked_with)
    for text in texts:
        path = _path(home, text.id)
        yield Template(
            text.id, text.title, text.story, text.source, path, groups[text.group], text.form, text.convention
        )


def _path(home: Path, template: str) -> Path:
    return home / "templates" / f"{template}.orgsketch"


def _check(
    texts: list[TemplateText], groups: dict[str, Group], home: Path, packs: list[tuple[Tables, bool]]
) -> None:
    words = gathered(packs)
    stances = (tables.get("stances", {}) for tables, _is_foreign in packs)
    forms = [str(form.get("id")) for said in stances for form in said.get("form", ())]
    shape.check_unique((text.id for text in texts), FILE, "template")
    for text in texts:
        place = f"{FILE}, template {text.id}"
        if not _ID.fullmatch(text.id):
            raise PackError(
                _("{place}: an id is made of small letters, digits and hyphens.").format(place=place)
            )
        shape.check_name(text.group, groups, place, "group")
        if text.form:
            shape.check_name(text.form, forms, place, "form")
        shape.check_source(text.source, words, place)
        if not text.source and not text.convention:
            raise PackError(
                _(
                    "{place}: say in `source` who describes it, or in `convention` where it comes from."
                ).format(place=place)
            )
        if not _path(home, text.id).is_file():
            raise PackError(
                _("{place}: its chart is missing; save it as templates/{id}.orgsketch.").format(
                    place=place, id=text.id
                )
            )
