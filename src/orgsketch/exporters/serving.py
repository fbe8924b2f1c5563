"""An export that runs beside the window: it reads what to do, one JSON a line, and answers in the same way.

The first line is the chart and what of it is exported: itself, the changes from a baseline, or the matrix of
some charts. A job then is an export, {"path", "options"}, or a preview for the dialog, {"path", "suffix",
"options", "page", "width", "height"}; what was composed for one serves the next. Whoever started this process
may kill it at any time: files are written whole or not at all, and `safewrite.sweep` clears up.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from orgsketch.errors import OrgsketchError
from orgsketch.exporters import FORMATS, write
from orgsketch.exporters.compared import compared
from orgsketch.exporters.material import Material
from orgsketch.exporters.presets import options_from
from orgsketch.exporters.sidebyside import side_by_side
from orgsketch.resources import _

Answer = dict[str, Any]


def serve(lines: Iterable[bytes] | None = None, say: Callable[[str], object] | None = None) -> int:
    """Do jobs until there are no more; the exit code."""
    waiting = iter(sys.stdin.buffer if lines is None else lines)
    tell = say or _print
    try:
        told = json.loads(next(waiting))
        material_of, formats = _materials(told), FORMATS[told.get("what", "chart")]
    except OrgsketchError as error:
        tell(json.dumps({"error": str(error)}))
        return 2
    for line in waiting:
        job = json.loads(line)
        tell(json.dumps({"id": job["id"], **_answer(job, material_of, formats)}))
    return 0


def _print(text: str) -> None:
    print(text, flush=True)


def _answer(job: Mapping[str, Any], material_of: Callable[[str], Any], formats: Mapping[str, str]) -> Answer:
    try:
        material = material_of(json.dumps(job["options"], sort_keys=True))
        if "suffix" in job:
            return _previewed(job, material)
        path = Path(job["path"])
        return {"error": "", "remark": write(material, path, formats)}
    except MemoryError:
        return {"error": _("{name} needs more memory than there is.").format(name=Path(job["path"]).name)}
    except (OrgsketchError, OSError) as error:
        return {"error": str(error)}


def _previewed(job: Mapping[str, Any], material: Any) -> Answer:
    from orgsketch.exporters.preview import preview

    made = preview(material, job["suffix"], job["page"], job["width"], job["height"])
    Path(job["path"]).write_bytes(made.image)
    return {"error": "", "pages": made.pages, "text": made.text}


def _materials(told: Mapping[str, Any]) -> Callable[[str], Any]:
    """Makes the material for options; that of the last few is kept."""
    from orgsketch.files import chartfile
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import load_book

    chart = chartfile.read(told["chart"].encode("utf-8"))
    baseline = chartfile.read(told["baseline"].encode("utf-8")) if told.get("baseline") else None
    charts = [chartfile.read(text.encode("utf-8")) for text in told.get("charts", ())]
    known = [chart, *([baseline] if baseline else []), *charts]
    folders = tuple(map(Path, told["packs"]))
    book = load_book(tuple(dict.fromkeys(pack for one in known for pack in one.head.packs)), folders)
    reports = {id(one): Engine(book).report(one) for one in known}

    @lru_cache(maxsize=2)
    def material_of(options: str) -> Any:
        wanted = options_from(json.loads(options))
        if told.get("what") == "matrix":
            found = [reports[id(one)] for one in charts]
            return side_by_side(charts, wanted, reports=found, book=book, folders=folders)
        if told.get("what") == "changes" and baseline:
            pair = reports[id(baseline)], reports[id(chart)]
            return compared(baseline, chart, wanted, reports=pair, book=book)
        return Material.of(chart, wanted, reports[id(chart)], book, baseline)

    return material_of
