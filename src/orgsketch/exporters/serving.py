"""An export that runs beside the window: it reads what to do, one JSON a line, and answers in the same way.

The first line is the chart. A job then is an export, {"path", "options"}, or a preview for the dialog,
{"path", "suffix", "options", "page", "width", "height"}; what was composed for one serves the next. Whoever
started this process may kill it at any time: files are written whole or not at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from orgsketch.errors import OrgsketchError
from orgsketch.exporters.material import Material
from orgsketch.exporters.presets import options_from

Answer = dict[str, Any]


def serve(lines: Iterable[bytes] | None = None, say: Callable[[str], object] | None = None) -> int:
    """Do jobs until there are no more; the exit code."""
    waiting = iter(sys.stdin.buffer if lines is None else lines)
    tell = say or _print
    try:
        material_of = _materials(json.loads(next(waiting)))
    except OrgsketchError as error:
        tell(json.dumps({"error": str(error)}))
        return 2
    for line in waiting:
        job = json.loads(line)
        tell(json.dumps({"id": job["id"], **_answer(job, material_of)}))
    return 0


def _print(text: str) -> None:
    print(text, flush=True)


def _answer(job: Mapping[str, Any], material_of: Callable[[str], Material]) -> Answer:
    try:
        material = material_of(json.dumps(job["options"], sort_keys=True))
        if "suffix" in job:
            return _previewed(job, material)
        from orgsketch.exporters import write

        write(material, Path(job["path"]))
    except (OrgsketchError, OSError, MemoryError) as error:
        return {"error": str(error) or type(error).__name__}
    return {"error": ""}


def _previewed(job: Mapping[str, Any], material: Material) -> Answer:
    from orgsketch.exporters.preview import preview

    made = preview(material, job["suffix"], job["page"], job["width"], job["height"])
    Path(job["path"]).write_bytes(made.image)
    return {"error": "", "pages": made.pages, "text": made.text}


def _materials(told: Mapping[str, Any]) -> Callable[[str], Material]:
    """Makes the material for options; that of the last few is kept."""
    from orgsketch.files import chartfile
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import load_book

    chart = chartfile.read(told["chart"].encode("utf-8"))
    baseline = chartfile.read(told["baseline"].encode("utf-8")) if told.get("baseline") else None
    book = load_book(chart.head.packs, tuple(map(Path, told["packs"])))
    report = Engine(book).report(chart)

    @lru_cache(maxsize=2)
    def material_of(options: str) -> Material:
        return Material.of(chart, options_from(json.loads(options)), report, book, baseline)

    return material_of
