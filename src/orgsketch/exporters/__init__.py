"""Files that carry a chart to a meeting: one module per format, one line per suffix.

An exporter gets a `Material` and returns the bytes of the file; what the picture shows was decided before.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.errors import ExporterError
from orgsketch.exporters.material import Material
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book

Exporter: TypeAlias = Callable[[Material], bytes]

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


def export(
    chart: Chart,
    path: Path,
    options: ExportOptions = DEFAULTS,
    *,
    report: Report | None = None,
    book: Book | None = None,
    baseline: Chart | None = None,
) -> None:
    """Write a chart to `path` in the format its suffix names; whole or not at all.

    `report` and `book`: as known already; else they are made. `baseline`: the chart it is compared with, for
    the formats that show what changes. Raises ExporterError with one sentence.
    """
    exporter_for(path)
    write(Material.of(chart, options, report, book, baseline), path)


def write(material: Material, path: Path) -> None:
    """Write a file from material that is there already; as `export`."""
    data = exporter_for(path)(material)
    from orgsketch.files import safewrite

    try:
        safewrite.write(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExporterError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=reason)
        ) from error


def exporter_for(path: Path) -> Exporter:
    """The function that makes the bytes of such a file. Raises ExporterError for an unknown suffix."""
    place = EXPORTERS.get(path.suffix.lower())
    if place is None:
        known = ", ".join(EXPORTERS)
        raise ExporterError(
            _("{name} cannot be exported: the name must end in one of {known}.").format(
                name=path.name, known=known
            )
        )
    module, _colon, name = place.partition(":")
    exporter: Exporter = getattr(import_module(module), name)
    return exporter
