"""What an evaluation says: findings, open questions, and what changed between two reports.

Findings are made for every chart but read a few at a time: their words, reasons, disputes and remedies are
worked out when they are first read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from orgsketch.model.diff import ChartDiff
    from orgsketch.vocabulary.records import Choice

L = TypeVar("L", bound="Lazy")


class Lazy:
    """A record some of whose fields are worked out when first read."""

    def __getattr__(self, name: str) -> Any:
        find = self.__dict__.get("_work")
        work = find(name) if find else None
        if work is None:
            raise AttributeError(name)
        value = self.__dict__[name] = work()
        return value


def lazily(kind: type[L], ready: Mapping[str, Any], work: Callable[[str], Callable[[], Any] | None]) -> L:
    """A record of which `ready` is known, and of any other field `work` says how to get it."""
    made = object.__new__(kind)
    made.__dict__.update(ready)
    made.__dict__["_work"] = work
    return made


@dataclass(frozen=True)
class Reason:
    """A fact behind a finding. `holds`: "yes" or "unknown"; `about`: a box, None = the company or chart."""

    text: str
    holds: str
    fact: str
    about: str | None


@dataclass(frozen=True)
class Said:
    """Who says it: names, not ids; `quote` is verbatim."""

    voice: str
    article: str
    quote: str
    line: int = 0
    note: str = ""


@dataclass(frozen=True)
class Disagreement:
    """Who argues the opposite, under which condition, and whether that condition holds here."""

    voice: str
    when: str
    holds_here: str
    quote: str
    article: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Remedy(Lazy):
    """What would change a finding: in words, as edits in words, and as one `diff` (None = nothing to
    apply)."""

    text: str
    edits: tuple[str, ...]

    if TYPE_CHECKING:

        @property
        def diff(self) -> ChartDiff | None: ...


@dataclass(frozen=True)
class Finding(Lazy):
    """One rule that holds for one team, or for the chart (`boxes` empty).

    `state`: open, accepted, or stale (accepted, but it no longer occurs). `boxes`: topmost first.
    `lowered_by`: the rules that made it less severe, or would; `noted`: what else is noted beside it.
    `unit`: the box in whose context it holds, None = the company's.
    """

    rule: str
    name: str
    title: str
    kind: str
    severity: str
    theme: str
    quiet: bool
    state: str
    boxes: tuple[str, ...]
    message: str
    because: tuple[Reason, ...]
    why: str
    fine_when: str
    sources: tuple[Said, ...]
    disputed_by: tuple[Disagreement, ...]
    remedies: tuple[Remedy, ...]
    lowered_by: tuple[str, ...]
    noted: tuple[str, ...]
    unit: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What an acceptance names: the rule and the first box."""
        return self.rule, self.boxes[0] if self.boxes else None


@dataclass(frozen=True)
class OpenQuestion:
    """A fact that rules wait for. `about`: a box, None = the company or the chart; `boxes`: its whole team.

    `decides`: the rules that wait. `is_set_aside`: "don't know" was answered, so it is not asked again.
    """

    fact: str
    about: str | None
    text: str
    help: str
    kind: str
    choices: tuple[Choice, ...]
    decides: tuple[str, ...]
    boxes: tuple[str, ...] = ()
    is_set_aside: bool = False


@dataclass(frozen=True)
class Report(Lazy):
    """The findings of a chart, worst first, and its open questions, most decisive first."""

    findings: tuple[Finding, ...]
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True)
class FindingChanges:
    """What an edit does to the findings; `changed`: pairs of before and after with another severity or
    state."""

    added: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]


Pair: TypeAlias = tuple[Finding, Finding]


def changes(before: Report, after: Report) -> FindingChanges:
    """The findings that come, go or change between two reports of a chart."""
    old = [finding for finding in before.findings if finding.state != "stale"]
    new = [finding for finding in after.findings if finding.state != "stale"]
    kept = [pair for pair in pairs(old, new) if is_same(*pair)]
    known = {id(finding) for pair in kept for finding in pair}
    changed = [(was, now) for was, now in kept if (was.severity, was.state) != (now.severity, now.state)]
    return FindingChanges(
        tuple(finding for finding in new if id(finding) not in known),
        tuple(finding for finding in old if id(finding) not in known),
        tuple(sorted(changed, key=lambda pair: (pair[1].rule, pair[1].boxes))),
    )


def pairs(old: Iterable[Finding], new: Iterable[Finding]) -> Iterator[Pair]:
    """Findings of one rule about one team: the same first box, else as many boxes in common as there are."""
    keys = {finding.key: finding for finding in old}
    rest: list[Finding] = []
    for finding in new:
        same = keys.pop(finding.key, None)
        if same is not None:
            yield same, finding
        else:
            rest.append(finding)
    left: dict[str, list[Finding]] = {}
    for finding in keys.values():
        left.setdefault(finding.rule, []).append(finding)
    for finding in rest:
        boxes = set(finding.boxes)
        near = max(left.get(finding.rule, ()), key=lambda other: len(boxes & {*other.boxes}), default=None)
        if near is not None and (boxes & {*near.boxes} or not boxes):
            left[finding.rule].remove(near)
            yield near, finding


def is_same(was: Finding, now: Finding) -> bool:
    """Whether a finding stays: of a team whose first box is another now, only where nothing else changes."""
    return was.key == now.key or (was.severity, was.state) == (now.severity, now.state)


def news(before: Report, after: Report) -> FindingChanges:
    """What comes and goes, as `changes` says it but without what stays with another severity: far sooner."""
    made_by = after.__dict__.get("_engine")
    is_one_engine = before.__dict__.get("_engine") is made_by
    if made_by is not None and is_one_engine:
        found: FindingChanges = made_by.news(before, after)
        return found
    return changes(before, after)


def to_json(report: Report) -> dict[str, Any]:
    """Findings and questions as plain values, as design and `check --format json` print them."""
    return {
        "findings": [_finding(finding) for finding in report.findings],
        "questions": [
            {"fact": asked.fact, "about": asked.about, "text": asked.text, "decides": list(asked.decides)}
            for asked in report.questions
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    names = ("rule", "name", "title", "kind", "severity", "theme", "state", "message")
    return {
        **{name: getattr(finding, name) for name in names},
        "boxes": list(finding.boxes),
        **({"unit": finding.unit} if finding.unit else {}),
        "because": [reason.text for reason in finding.because if reason.holds == "yes"],
        "not_known": [reason.text for reason in finding.because if reason.holds != "yes"],
        "why": finding.why,
        "fine_when": finding.fine_when,
        "noted": list(finding.noted),
        "sources": [{"voice": s.voice, "article": s.article, "quote": s.quote} for s in finding.sources],
        "disputed_by": [
            {"voice": d.voice, "when": d.when, "holds_here": d.holds_here, "quote": d.quote}
            for d in finding.disputed_by
        ],
        "remedies": [{"text": remedy.text, "edits": list(remedy.edits)} for remedy in finding.remedies],
    }


# Names the interfaces speak of.
Source = Said
Dispute = Disagreement
