"""Files that carry a chart to a meeting: one module per format, one line per suffix.

An exporter gets a `Material` and returns the bytes of the file; what the picture shows was decided before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.errors import ExporterError
from orgsketch.exporters.material import Material
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book

Exporter: TypeAlias = Callable[[Any], bytes]

EXPORTERS = {
    ".svg": "orgsketch.exporters.svg:write",
    ".png": "orgsketch.exporters.png:write",
    ".pdf": "orgsketch.exporters.pdf:write",
    ".dot": "orgsketch.exporters.dot:write",
    ".csv": "orgsketch.exporters.csv:write",
    ".xlsx": "orgsketch.exporters.xlsx:write",
    ".pptx": "orgsketch.exporters.pptx:write",
    ".html": "orgsketch.exporters.html:write",
    ".md": "orgsketch.exporters.md:write",
    ".json": "orgsketch.exporters.json:write",
    ".mmd": "orgsketch.exporters.mermaid:write",
    ".drawio": "orgsketch.exporters.drawio:write",
}
# Pictures that Graphviz draws, by two endings; not offered by the window.
DRAWN_BY_DOT = {f".dot.{form}": f"orgsketch.exporters.dot:write_{form}" for form in ("svg", "png", "pdf")}
# What carries a comparison of two charts: functions of `Compared`.
CHANGES = {
    ".svg": "orgsketch.exporters.svg:write",
    ".png": "orgsketch.exporters.png:write",
    ".pdf": "orgsketch.exporters.pdf:write",
    ".pptx": "orgsketch.exporters.pptx:write",
    ".html": "orgsketch.exporters.comparison:write_html",
    ".md": "orgsketch.exporters.comparison:write_markdown",
}
# What carries many options side by side: functions of `SideBySide`.
MATRIX = {
    ".pdf": "orgsketch.exporters.matrixpages:write",
    ".pptx": "orgsketch.exporters.matrixslides:write",
    ".html": "orgsketch.exporters.matrix:write_html",
    ".md": "orgsketch.exporters.matrix:write_markdown",
    ".xlsx": "orgsketch.exporters.matrix:write_xlsx",
    ".json": "orgsketch.exporters.matrix:write_json",
}

# The formats by what is exported.
FORMATS = {"chart": EXPORTERS, "changes": CHANGES, "matrix": MATRIX}


def export(
    chart: Chart,
    path: Path,
    options: ExportOptions = DEFAULTS,
    *,
    report: Report | None = None,
    book: Book | None = None,
    baseline: Chart | None = None,
) -> str:
    """Write a chart to `path` in the format its suffix names, whole or not at all; what to say about it.

    `report` and `book`: as known already; else they are made. `baseline`: the chart it is compared with, for
    the formats that show what changes. Raises ExporterError with one sentence.
    """
    exporter_for(path)
    return write(Material.of(chart, options, report, book, baseline), path)


def export_changes(
    before: Chart,
    after: Chart,
    path: Path,
    options: ExportOptions = DEFAULTS,
    *,
    reports: tuple[Report, Report] | None = None,
    book: Book | None = None,
) -> None:
    """Write what changes between two charts, in the format the suffix names (`CHANGES`); else as `export`."""
    writer = exporter_for(path, CHANGES)
    from orgsketch.exporters.compared import compared

    put(path, writer(compared(before, after, options, reports=reports, book=book)))


def export_matrix(
    charts: Sequence[Chart],
    path: Path,
    options: ExportOptions = DEFAULTS,
    *,
    reports: Sequence[Report] | None = None,
    book: Book | None = None,
    folders: Sequence[Path] = (),
) -> None:
    """Write options side by side, the first is the baseline, in a format of `MATRIX`; else as `export`.

    `folders`: packs of the user's, for the voices.
    """
    writer = exporter_for(path, MATRIX)
    from orgsketch.exporters.sidebyside import side_by_side

    put(path, writer(side_by_side(charts, options, reports=reports, book=book, folders=folders)))


def write(material: Any, path: Path, formats: Mapping[str, str] = EXPORTERS) -> str:
    """Write a file from material that is there already; as `export`."""
    put(path, exporter_for(path, formats)(material))
    if path.suffix.lower() != ".png":
        return ""
    from orgsketch.exporters.png import remark

    return remark(material)


def put(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all. Raises ExporterError with one sentence."""
    from orgsketch.files import safewrite

    try:
        safewrite.write(path, data)
    except OSError as error:
        reason = _why_not(path) or error.strerror or str(error)
        raise ExporterError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=reason)
        ) from error


def _why_not(path: Path) -> str:
    """What is wrong with a place for a file, where that can be said better than the system does."""
    with suppress(OSError):
        if not path.parent.exists():
            return _("there is no folder {name}").format(name=path.parent)
        if path.is_dir():
            return _("a folder has this name")
    return ""


def exporter_for(path: Path, formats: Mapping[str, str] = EXPORTERS) -> Exporter:
    """The function that makes the bytes of such a file. Raises ExporterError for an unknown suffix."""
    place = formats.get(path.suffix.lower())
    if formats is EXPORTERS:
        place = DRAWN_BY_DOT.get("".join(path.suffixes[-2:]).lower(), place)
    if place is None:
        known = ", ".join(formats)
        raise ExporterError(
            _("{name} cannot be exported: the name must end in one of {known}.").format(
                name=path.name, known=known
            )
        )
    module, _colon, name = place.partition(":")
    exporter: Exporter = getattr(import_module(module), name)
    return exporter
