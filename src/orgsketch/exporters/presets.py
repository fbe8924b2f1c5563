"""Export options under a name: the built-in ones, the user's own, and options as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.errors import ExporterError, ResourceError
from orgsketch.exporters import EXPORTERS
from orgsketch.resources import N_, _, settings

# What belongs to one chart alone is in no preset.
OF_ONE_CHART = ("branch", "focus", "title", "date")


@dataclass(frozen=True, slots=True)
class Preset:
    """A format and its options. `name` is what the command line takes, `title` what is shown."""

    name: str
    title: str
    suffix: str
    options: ExportOptions


BUILT_IN = (
    Preset("board-slide", N_("Board slide"), ".pptx", ExportOptions()),
    Preset(
        "a3-wall-chart",
        N_("A3 wall chart"),
        ".pdf",
        ExportOptions(paper="A3", turned="landscape", pages="tiles", sources="full"),
    ),
    Preset(
        "annex-without-names",
        N_("Annex without names"),
        ".pdf",
        ExportOptions(names="none", person_fields=False, sources="full", paper="A4", accepted=True),
    ),
)


def presets() -> list[Preset]:
    """The built-in ones, then the user's own; one of the user's that cannot be read is passed over."""
    return [*BUILT_IN, *_own(settings.load().presets)]


def preset(name: str) -> Preset:
    """The preset of a name or a title. Raises ExporterError with one sentence."""
    known = presets()
    for one in known:
        if name.casefold() in (one.name.casefold(), _(one.title).casefold()):
            return one
    raise ExporterError(
        _("There is no preset {name}: choose one of {known}.").format(
            name=name, known=", ".join(one.name for one in known)
        )
    )


def keep(title: str, suffix: str, options: ExportOptions) -> Preset:
    """Keep options under a name of the user's, in place of what had it. Raises ResourceError."""
    if any(title.casefold() in (one.name, _(one.title).casefold()) for one in BUILT_IN):
        raise ResourceError(_("{name} is one of the presets that are always there.").format(name=title))
    made = Preset(title, title, suffix, without_chart(options))
    others = [one for one in _own(settings.load().presets) if one.name.casefold() != title.casefold()]
    settings.update(presets=tuple(map(_to_text, [*others, made])))
    return made


def forget(name: str) -> None:
    """Remove one of the user's own. Raises ResourceError."""
    kept = [one for one in _own(settings.load().presets) if one.name != name]
    settings.update(presets=tuple(map(_to_text, kept)))


def without_chart(options: ExportOptions) -> ExportOptions:
    """The options without what belongs to one chart."""
    return options_from({key: value for key, value in asdict(options).items() if key not in OF_ONE_CHART})


def options_from(table: Mapping[str, Any]) -> ExportOptions:
    """Options from JSON; what is not said is as usual. Raises ExporterError for what cannot be."""
    known = {field.name for field in fields(ExportOptions)}
    for name, value in table.items():
        if name not in known or not _fits(_KINDS[name], value):
            raise ExporterError(
                _("{value!r} cannot be the export option {name}.").format(value=value, name=name)
            )
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    return ExportOptions(**given)


def changed(options: ExportOptions) -> dict[str, Any]:
    """What differs from the usual, for JSON."""
    usual = asdict(DEFAULTS)
    return {name: value for name, value in asdict(options).items() if value != usual[name]}


def _fits(kind: Any, value: Any) -> bool:
    """Whether a value of JSON is one of a field's type."""
    if get_origin(kind) is Literal:
        return isinstance(value, str) and value in get_args(kind)
    if get_origin(kind) is tuple:
        return isinstance(value, (list, tuple)) and all(isinstance(entry, str) for entry in value)
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind in (str, bool):
        return type(value) is kind
    return any(_fits(option, value) for option in get_args(kind))


_KINDS = get_type_hints(ExportOptions)


def from_text(text: str) -> Preset | None:
    """A preset as the settings keep it; None for what is none."""
    try:
        table = json.loads(text)
        name, suffix = table["name"], table["suffix"]
        options = options_from(table["options"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ExporterError):
        return None
    return Preset(name, name, suffix, options) if isinstance(name, str) and suffix in EXPORTERS else None


def to_text(suffix: str, options: ExportOptions, name: str = "") -> str:
    """A preset for the settings."""
    table = {"name": name, "suffix": suffix, "options": changed(without_chart(options))}
    return json.dumps(table, ensure_ascii=False)


def _own(texts: tuple[str, ...]) -> Iterator[Preset]:
    return (one for one in map(from_text, texts) if one and one.name)


def _to_text(one: Preset) -> str:
    return to_text(one.suffix, one.options, one.name)
