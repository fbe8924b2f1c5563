"""A comparison as a document: Markdown for a pull request, one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.drawing.changes import WORDS
from orgsketch.drawing.keys import MARK_TITLES, NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.marking import mark_of
from orgsketch.drawing.page import arranged
from orgsketch.exporters.compared import Compared, heading
from orgsketch.exporters.mdtext import escaped as plain
from orgsketch.exporters.svg import escaped, svg
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.compare import Change, Comparison
    from orgsketch.drawing.options import ExportOptions
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Finding

Line: TypeAlias = tuple[str, str, str, str, str]

SIGNS = {"added": "+", "removed": "−", "moved": "→", "changed": "Δ", "reordered": "↕"}


def counts(comparison: Comparison) -> str:
    """How much differs: "1 moved, 2 added"."""
    found = [
        _(WORDS[kind]).format(count=number) for kind, number in comparison.counts.items() if kind in WORDS
    ]
    if comparison.reordered:
        found.append(_("{count} in another order").format(count=len(comparison.reordered)))
    return ", ".join(found) or _("no difference")


def sections(comparison: Comparison) -> Iterator[tuple[str, list[Line]]]:
    """Every heading with its lines (sign, title, field, was, is); the case comes first."""
    yield _("Another case"), [_line(row) for row in comparison.context]
    yield _("Changes"), [_line(row) for row in comparison.changes]
    yield _("In another order"), [_line(row) for row in comparison.reordered]
    found, before, after = comparison.findings, comparison.before, comparison.after
    ends, begins = partial(_finding, before), partial(_finding, after)
    yield _("Findings that end"), [ends(finding) for finding in found.resolved]
    yield _("Findings that begin"), [begins(finding) for finding in found.introduced if _is_warning(finding)]
    yield _("New strengths and advice"), [begins(one) for one in found.introduced if not _is_warning(one)]
    for title, pairs in (
        (_("Findings that get worse"), found.worse),
        (_("Findings that get better"), found.better),
        (_("Findings accepted"), found.accepted),
        (_("Findings no longer accepted"), found.reopened),
    ):
        yield title, [(*begins(new)[:3], _(old.severity), _(new.severity)) for old, new in pairs]
    for title, asked, chart in (
        (_("Questions opened"), comparison.questions_opened, after),
        (_("Questions settled"), comparison.questions_settled, before),
    ):
        names = [_about(chart, q.about) for q in asked]
        yield title, [("?", q.text, name, "", "") for q, name in zip(asked, names, strict=True)]


def write_markdown(material: Compared) -> bytes:
    """The comparison for a pull request, as a file."""
    return markdown(material.comparison).encode("utf-8")


def write_html(material: Compared) -> bytes:
    """The comparison as one page that needs nothing else and runs nothing."""
    return html(material).encode("utf-8")


def markdown(comparison: Comparison) -> str:
    """The comparison for a pull request."""
    parts = [f"## {plain(heading(comparison))}", f"{plain(counts(comparison))}."]
    if comparison.context:
        parts.append(f"**{plain(comparison.other_case)}**")
    for title, lines in sections(comparison):
        if lines:
            parts.append(f"### {plain(title)} ({len(lines)})")
            parts.append("\n".join(_marked(line) for line in lines))
    unchanged = len(comparison.findings.unchanged)
    if unchanged:
        parts.append(
            plural("{count} finding stays as it is.", "{count} findings stay as they are.", unchanged)
        )
    return "\n\n".join(parts) + "\n"


def html(material: Compared) -> str:
    """The page: the picture, then every change and what becomes of the findings."""
    comparison = material.comparison
    # Its list stands below in full, what is printed above it above.
    picture = arranged(replace(material.page, legend=(), title="", context=(), mark=""))
    drawn = svg(replace(picture, title=material.title), material.theme).partition("?>")[2].strip()
    body = [*head_of(material.title, material.options), f"<p>{escaped(counts(comparison))}.</p>"]
    if comparison.context:
        body.append(f'<p class="case">{escaped(comparison.other_case)}</p>')
    body.append(f"<figure>{drawn}</figure>")
    for title, lines in sections(comparison):
        if lines:
            rows = "".join(_row(line) for line in lines)
            body.append(f'<h2>{escaped(title)} ({len(lines)})</h2><table class="changes">{rows}</table>')
    body.append(f"<footer>{escaped(NO_ABSOLUTE)} – {escaped(NO_ABSOLUTE_BY)}</footer>")
    return page(material.title, "\n".join(body))


def head_of(title: str, options: ExportOptions) -> Iterator[str]:
    """The heading of a page, and below it who made it when."""
    yield f"<h1>{escaped(title)}</h1>"
    line = " · ".join(part for part in (options.author, options.date, options.mark) if part)
    if line:
        yield f'<p class="by">{escaped(line)}</p>'


def page(title: str, body: str) -> str:
    """A page in our look; it may load and run nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _line(row: Change) -> Line:
    what = "" if row.kind in ("added", "removed") else row.what
    was, now = ("", "") if row.subject == "line" and not what else (row.was, row.now)
    if what.endswith("?"):
        was, now = was or _("not answered"), now or _("not answered")
    return SIGNS[row.kind], row.title, what, was, now


def told(line: Line, arrow: str = "→", nothing: str = "–") -> str:
    """What was and what is; of what came or went only the one that there is."""
    sign, _title, _what, was, now = line
    if sign in (SIGNS["added"], SIGNS["removed"]) or not (was or now):
        return was or now
    return f"{was or nothing} {arrow} {now or nothing}"


def _about(chart: Chart, box: str | None) -> str:
    return chart.boxes[box].title if box is not None and box in chart.boxes else ""


def _finding(chart: Chart, finding: Finding) -> Line:
    names = ", ".join(chart.boxes[box].title for box in finding.boxes if box in chart.boxes)
    weight = _(MARK_TITLES[mark_of(finding).kind])
    return finding.rule, finding.title, " · ".join(filter(None, (weight, names))), "", ""


def _is_warning(finding: Finding) -> bool:
    return finding.kind in ("risk", "watch_out")


def _marked(line: Line) -> str:
    sign, title, what, _was, _now = line
    is_sign = sign in (*SIGNS.values(), "?")
    lead = f"- {plain(sign)} **{plain(title)}**" if is_sign else f"- **{plain(title)}** ({plain(sign)})"
    parts = [plain(part) for part in (what, told(line)) if part]
    return f"{lead} – {_joined(parts)}" if parts else lead


def _joined(parts: Sequence[str]) -> str:
    """The field and its values; a question needs no colon."""
    return (" " if parts[0].endswith("?") else ": ").join(parts)


def _row(line: Line) -> str:
    sign, title, what, _was, _now = map(escaped, line)
    return (
        f'<tr><td>{sign}</td><th scope="row">{title}</th><td>{what}</td><td>{escaped(told(line))}</td></tr>'
    )


STYLE = (
    "body{font:14px/1.45 Inter,'Segoe UI',Cantarell,'Noto Sans',sans-serif;color:#1B1F2A;background:#fff;"
    "margin:32px auto;max-width:1100px;padding:0 16px}h1{font-size:24px}h2{font-size:16px;margin-top:28px}"
    "figure{margin:16px 0;overflow:auto}figure svg{max-width:100%;min-width:900px;height:auto}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;"
    "padding:5px 10px 5px 0;border-bottom:1px solid #E1E5EC;font-weight:400}th{font-weight:600}"
    "td.differs{font-weight:600}.case{border-left:4px solid #9A6700;padding-left:10px;font-weight:600}"
    "footer{margin-top:32px;color:#5A6478}thead td{font-weight:600}.by{color:#5A6478}"
    "table.changes td:first-child{width:72px}table.changes th{width:36%}"
    # Options beside each other: the first column stays while the others are moved, all tables in step.
    ".wide{overflow-x:auto}.wide table{table-layout:fixed}.wide tbody th{font-weight:400}"
    ".wide col{width:132px}.wide col:first-child{width:200px}.wide td,.wide th{overflow-wrap:anywhere}"
    ".wide th:first-child,.wide td:first-child{position:sticky;left:0;background:#fff}"
    ".wide svg{display:block;margin-top:8px}.wide thead th{vertical-align:top}"
    ".wide tr.section th{font-size:16px;padding-top:24px;font-weight:600}"
    ".swatch{display:inline-block;width:16px;height:9px;border-radius:3px;margin-right:8px}"
    "@media(max-width:600px){.wide col:first-child{width:128px}"
    "table.changes,table.changes tbody{display:block}table.changes tr{display:grid;padding:6px 0;"
    "grid-template-columns:auto 1fr;border-bottom:1px solid #E1E5EC}table.changes tr>*{border:0;"
    "padding:1px 10px 1px 0}table.changes th,table.changes td:first-child{width:auto}"
    "table.changes td:nth-child(n+3){grid-column:2}}"
)
