"""Findings for code scanners and review tools: SARIF 2.1.0 (OASIS), one run a set of packs.

Every rule of the packs stands in the driver with its page as help, so nothing has to be fetched. Open
questions are no results. An accepted finding is a result that is suppressed in the source, by whom and why.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from orgsketch import __version__
from orgsketch.cli.checked import WARNINGS, Checked

if TYPE_CHECKING:
    from orgsketch.cli.inputs import Input
    from orgsketch.rules.finding import Finding
    from orgsketch.rules.pack import Book, RuleText

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"critical": "error", "major": "warning", "minor": "note", "info": "note"}
KINDS = {"question": "review"}
STANDARD_INPUT = "-"
UNWRAPPED = 1_000_000  # who shows the help breaks its lines


def formatted(checked: Sequence[Checked], *, is_verbose: bool) -> str:
    """One log for all charts; `is_verbose` changes nothing, SARIF always holds all findings."""
    runs: dict[tuple[str, ...], list[Checked]] = {}
    for entry in checked:
        runs.setdefault(tuple(entry.book.texts), []).append(entry)
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(entries) for entries in runs.values()]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _run(entries: Sequence[Checked]) -> dict[str, Any]:
    book = entries[0].book
    files = {file: place for place, file in enumerate(dict.fromkeys(entry.source.file for entry in entries))}
    rules = {code: place for place, code in enumerate(book.texts)}
    return {
        "tool": {"driver": _driver(book)},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(file) for file in files],
        "results": [
            result
            for entry in entries
            for result in _Writer(entry, rules, files[entry.source.file]).results()
        ],
    }


def _artifact(file: str) -> dict[str, Any]:
    is_stream = file == STANDARD_INPUT
    roles = ["analysisTarget", *(["standardStream"] if is_stream else [])]
    return {"location": {"uri": _uri(file)}, "roles": roles}


def _uri(file: str) -> str:
    if file == STANDARD_INPUT:
        return "stdin"
    if PurePath(file).is_absolute():
        return Path(file).as_uri()
    return quote(os.fsencode(PurePath(file).as_posix()))


# ---- rules ----


def _driver(book: Book) -> dict[str, Any]:
    return {
        "name": "Orgsketch",
        "version": __version__,
        "semanticVersion": __version__.replace(".dev", "-dev."),
        "rules": [_rule(rule, book) for rule in book.texts.values()],
    }


def _rule(rule: RuleText, book: Book) -> dict[str, Any]:
    from orgsketch.rules.page import page
    from orgsketch.rules.pagetext import to_markdown, to_text

    made = page(rule, book)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": to_text(made, UNWRAPPED), "markdown": to_markdown(made, href=None)},
        "defaultConfiguration": {"level": _level(rule.kind, rule.severity)},
        "properties": {
            "kind": rule.kind,
            "severity": rule.severity,
            "tags": [tag for tag in (rule.theme, rule.kind) if tag],
        },
    }


def _level(kind: str, severity: str) -> str:
    return LEVELS[severity] if kind in WARNINGS else "none"


# ---- results ----


class _Writer:
    """Writes the results of one chart. `artifact`: the place of its file among the artifacts of the run."""

    def __init__(self, entry: Checked, rules: Mapping[str, int], artifact: int) -> None:
        self.entry, self.rules, self.artifact = entry, rules, artifact
        self.chart = entry.chart

    def results(self) -> Iterator[dict[str, Any]]:
        """Every finding, the worst first."""
        return (self._result(finding) for finding in self.entry.report.findings)

    def _result(self, finding: Finding) -> dict[str, Any]:
        is_problem = finding.kind in WARNINGS and finding.state != "stale"
        first, *others = [self._location(box) for box in finding.boxes or (None,)]
        return {
            "ruleId": finding.rule,
            "ruleIndex": self.rules[finding.rule],
            "kind": "fail" if is_problem else KINDS.get(finding.kind, "informational"),
            "level": _level(finding.kind, finding.severity) if is_problem else "none",
            "message": {"text": finding.message},
            "locations": [first],
            **({"relatedLocations": others} if others else {}),
            "partialFingerprints": {"finding/v1": self._fingerprint(finding)},
            "suppressions": list(self._suppressions(finding)),
            "properties": {
                "kind": finding.kind,
                "severity": finding.severity,
                "theme": finding.theme,
                "state": finding.state,
                **({"unit": finding.unit} if finding.unit else {}),
                "remedies": [remedy.text for remedy in finding.remedies],
            },
        }

    def _fingerprint(self, finding: Finding) -> str:
        """The same as long as it is the same rule about the same box, wherever box and file are moved."""
        about = finding.boxes[0] if finding.boxes else ""
        known = "\n".join((self.chart.head.id, finding.rule, about))
        return hashlib.sha256(known.encode()).hexdigest()[:32]

    def _suppressions(self, finding: Finding) -> Iterator[dict[str, Any]]:
        if finding.state != "accepted":
            return
        places = finding.boxes or (None,)
        for entry in self.chart.accepted.values():
            if entry.rule == finding.rule and entry.box in places:
                said = {name: getattr(entry, name) for name in ("by", "until") if getattr(entry, name)}
                yield {
                    "kind": "inSource",
                    "status": "accepted",
                    "justification": entry.reason or "Accepted without a reason.",
                    **({"properties": said} if said else {}),
                }

    # ---- where ----

    def _location(self, box: str | None) -> dict[str, Any]:
        line = self.entry.source.line or (self._lines.get(box, 0) if box else 0)
        physical: dict[str, Any] = {
            "artifactLocation": {"uri": _uri(self.entry.source.file), "index": self.artifact}
        }
        if line:
            physical["region"] = {"startLine": line}
        logical = self._logical(box) if box in self.chart.boxes else self._whole()
        return {"physicalLocation": physical, "logicalLocations": [logical]}

    def _logical(self, box: str | None) -> dict[str, Any]:
        from orgsketch.model.tree import path_to_top

        assert box is not None
        line = [box, *path_to_top(self.chart, box)]
        path = "/".join(self.entry.title(member).replace("/", "∕") for member in reversed(line))
        return {
            "name": self.entry.title(box),
            "fullyQualifiedName": path,
            "decoratedName": box,
            "kind": "box",
        }

    def _whole(self) -> dict[str, Any]:
        title = self.chart.title or "Untitled"
        return {
            "name": title,
            "fullyQualifiedName": title,
            "decoratedName": self.chart.head.id,
            "kind": "chart",
        }

    @cached_property
    def _lines(self) -> dict[str, int]:
        return _lines_of_boxes(self.entry.source)


def _lines_of_boxes(source: Input) -> dict[str, int]:
    """The line of a chart file where each box begins."""
    from orgsketch.files import jsontext

    places = jsontext.places(source.data.decode("utf-8-sig"))
    return {str(path[1]): line for path, line in places if len(path) == 2 and path[0] == "boxes"}
