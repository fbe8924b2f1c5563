"""What the program remembers between sessions: a small TOML file in the user's configuration folder.

A wrong value costs that value, a broken file is set aside; both are told in one sentence. The environment
variable ORGSKETCH_SETTINGS names another file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from orgsketch.errors import ResourceError
from orgsketch.resources.sentences import _

THEMES = ("system", "light", "dark", "high_contrast")
MOST_RECENT = 10
# How many entries are kept of each list.
MOST = {
    "recent": MOST_RECENT,
    "presets": 50,
    "names": 200,
    "compared": 200,
    "shortcuts": 200,
    "hints": 50,
    "hidden_lines": 20,
    "matrices": 30,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    `recent`: chart files, the last one first; `packs_folder`: the user's own rule packs, "" = none;
    `window`: geometry and panels as the window wrote them; `author`: who accepts findings; `shortcuts`:
    keys that were changed, as "command=keys"; `presets`: the user's export presets, `last_export`: the last
    choices, as `exporters.presets` writes them; `names`: how people are named on exports, by chart
    ("c_1=initials"), the last one first; `ask_for_work`: whether a new box asks what it is there for; `tour`:
    whether the tour is still to be offered; `hints`: those that were followed and are not shown again. How
    charts are looked at: `coloring` (see `drawing.coloring`), `legend`: whether it is shown, `small_cards`,
    and `hidden_lines`: the kinds of relations not shown. `matrices`: what was said of the options of
    a folder, as `ui.matrix.memory` writes it, the last one first;
    `compared`: the file that a chart was last compared with ("c_1=/path"), the last one first.
    """

    theme: str = "system"
    reduced_motion: bool = False
    recent: tuple[str, ...] = ()
    packs_folder: str = ""
    window: str = ""
    author: str = ""
    shortcuts: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    last_export: str = ""
    names: tuple[str, ...] = ()
    ask_for_work: bool = True
    tour: bool = True
    hints: tuple[str, ...] = ()
    coloring: str = ""
    legend: bool = False
    small_cards: bool = False
    hidden_lines: tuple[str, ...] = ()
    matrices: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()


def settings_file() -> Path:
    """Where the settings live; it need not exist."""
    chosen = os.environ.get("ORGSKETCH_SETTINGS")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("orgsketch", appauthor=False) / "settings.toml"


def load(complain: Callable[[str], object] = lambda sentence: None) -> Settings:
    """The settings as saved; `complain` is told what could not be used, in one sentence each.

    Asked for at every edit: the file is read again only when it has changed.
    """
    path = settings_file()
    stamp = _stamp(path)
    if stamp is not None and stamp == _Kept.stamp:
        return _Kept.settings
    told: list[str] = []
    found = _load(path, told.append)
    _Kept.stamp, _Kept.settings = (None if told else stamp), found
    for sentence in told:
        complain(sentence)
    return found


class _Kept:
    """The settings read last, and the state of the file they were read from."""

    stamp: tuple[object, ...] | None = None
    settings: Settings = Settings()


def _stamp(path: Path) -> tuple[object, ...] | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return str(path), known.st_ino, known.st_size, known.st_mtime_ns


def _load(path: Path, complain: Callable[[str], object]) -> Settings:
    try:
        table = _read(path)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        complain(_("The settings {path} cannot be read ({reason}).").format(path=path, reason=error.strerror))
        return Settings()
    except (ValueError, RecursionError) as error:
        complain(_set_aside(path, error))
        return Settings()
    return _settings(table, path, complain)


def update(**changes: Any) -> Settings:
    """Change settings and save them; what another window saved meanwhile is kept.

    Raises ResourceError when they cannot be saved.
    """
    changed = replace(load(), **changes)
    _write(changed, settings_file())
    return changed


def remember(chart: Path) -> Settings:
    """Put a chart file first among the recent ones. Raises ResourceError when that cannot be saved."""
    path = str(chart.absolute())
    others = [other for other in load().recent if other != path]
    return update(recent=tuple([path, *others][:MOST_RECENT]))


def names_of(chart: str) -> str:
    """How people are named on exports of a chart, "" while nobody said."""
    return next((how for id, _is, how in _said(load().names) if id == chart), "")


def remember_names(chart: str, how: str) -> None:
    """Remember how people are named on exports of a chart. Raises ResourceError."""
    others = [f"{id}={said}" for id, _is, said in _said(load().names) if id != chart]
    update(names=tuple([f"{chart}={how}", *others][: MOST["names"]]))


def compared_with(chart: str) -> str:
    """The file that a chart was last compared with, "" while nobody chose one."""
    entries = (entry.partition("=") for entry in load().compared)
    return next((path for id, _is, path in entries if id == chart), "")


def remember_compared(chart: str, path: str) -> None:
    """Remember what a chart is compared with. Raises ResourceError when that cannot be saved."""
    others = [entry for entry in load().compared if entry.partition("=")[0] != chart]
    update(compared=tuple([f"{chart}={path}", *others][: MOST["compared"]]))


def _said(names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    return (entry.rpartition("=") for entry in names)


def recent_files(settings: Settings) -> list[Path]:
    """The recent chart files that are there now, the last one first."""
    return [path for path in map(Path, settings.recent) if path.is_file()]


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def _set_aside(path: Path, error: Exception) -> str:
    aside = path.with_name(path.name + ".broken")
    try:
        path.replace(aside)
    except OSError:
        return _("The settings {path} are broken ({reason}); the defaults hold.").format(
            path=path, reason=error
        )
    return _("The settings were broken ({reason}); they are kept as {aside}, the defaults hold.").format(
        reason=error, aside=aside
    )


def _settings(table: dict[str, Any], path: Path, complain: Callable[[str], object]) -> Settings:
    """The settings in a table; keys of other versions are passed over."""
    usable: dict[str, Any] = {}
    for name in (field.name for field in fields(Settings) if field.name in table):
        try:
            usable[name] = _value(name, table[name])
        except ValueError:
            complain(
                _("{path}: {name} cannot be {value!r}; the default holds.").format(
                    path=path, name=name, value=table[name]
                )
            )
    return Settings(**usable)


def _value(name: str, value: Any) -> Any:
    """`value` as this setting's type. Raises ValueError when it is not."""
    default = getattr(_DEFAULTS, name)
    if (
        isinstance(default, tuple)
        and isinstance(value, list)
        and all(isinstance(entry, str) for entry in value)
    ):
        return tuple(value[: MOST[name]])
    if type(value) is not type(default) or (name == "theme" and value not in THEMES):
        raise ValueError(name)
    return value


_DEFAULTS = Settings()


def _write(settings: Settings, path: Path) -> None:
    lines = [f"{field.name} = {_toml(getattr(settings, field.name))}\n" for field in fields(settings)]
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text("".join(lines), encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise ResourceError(
            _("The settings cannot be saved to {path} ({reason}).").format(path=path, reason=error.strerror)
        ) from error


def _toml(value: str | bool | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return '"' + "".join(_escaped(letter) for letter in value) + '"'


def _escaped(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":  # a file name that is not text; TOML cannot hold it
        return "\\uFFFD"
    return f"\\u{ord(letter):04X}" if letter < " " or letter in '"\\\x7f' else letter
