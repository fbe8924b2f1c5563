"""Random charts in shorthand, rich in what the rules ask about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from orgsketch import shorthand
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Box, Complete, Head
from orgsketch.vocabulary import Vocabulary
from tests.rules.plain.words import COLUMNS, ROLES

TOPS = ("CEO", "GM", "Founder")
HOSTS = (
    "Product Product CPO Marketing Marketing Dev VPDev Sales CS GroupVP FuncMktg Marcom Design Other".split()
)
ROLE = "PM PM PM PMM PMM PMM PMM Blend Marcom MktSvc".split()
WORK = sorted({*set().union(*ROLES.values()), *COLUMNS, "collateral", "decks", "demos", "success", "story"})
FAVOURED = (
    "positioning gtm launch release roadmap success listen content personas programs requirements finaldev"
    " drivedev datasheets webinars closing merch segments value story market business product technology"
    " enablement volume".split()
)
YES_NO = ("y", "y", "n", "?")
BOTH = {
    "strong": YES_NO,
    "clear": YES_NO,
    "cap": YES_NO,
    "defacto": YES_NO,
    "change": ("y", "n", "2027-01-31"),
}
OF_PMM = {
    "prod": ("0", "1", "2", "3", "4"),
    "ded": ("y", "n"),
    "mand": ("in", "out", "both", "none", "?"),
    "pres": (
        "none launch design+standup+roadmap design+standup+roadmap roadmap+launch standup design+roadmap ?"
    ).split(),
    "exp": ("buyer", "product"),
    "know": YES_NO,
    "diff": YES_NO,
    "focus": YES_NO,
    "pmlike": YES_NO,
    "metrics": ("funnel", "funnel+engagement", "uniteconomics", "keywords"),
}
OF_GROUP = {"vision": YES_NO, "pnl": YES_NO, "owner": YES_NO}
OF_MARKETING = {
    "know": YES_NO,
    "volume": YES_NO,
    "attuned": YES_NO,
    "bigm": YES_NO,
    "metrics": ("funnel", "funnel+keywords"),
}
KEYS = {
    "PM": {**BOTH, "tech": YES_NO},
    "Blend": {**BOTH, "tech": YES_NO},
    "PMM": {**BOTH, **OF_PMM, "also": ("marcom",)},
    "Marcom": {"service": ("y", "y", "n"), "also": ("pmm",)},
    "FuncMktg": {"tech": ("y", "y", "n")},
    "Marketing": OF_MARKETING,
    "Product": {"ldr": ("dev", "other"), "defacto": YES_NO, "change": ("y", "n"), **OF_GROUP},
    "CPO": {"ldr": ("dev", "other"), **OF_GROUP},
}
COMPANY = {
    "seg": ("consumer", "b2b", "both", "?"),
    "size": ("small", "small", "growing", "big", "?"),
    "in": ("0", "1", "2", "3", "2", "?"),
    "out": ("0", "1", "2", "3", "2", "?"),
    "pick": ("in", "out"),
    "users": ("y", "n"),
    "analytics": ("y", "n"),
    "stake": ("n", "n", "y"),
    "cycles": ("n",),
    "proc": ("n",),
    "culture": ("sales", "market"),
    "mkt": ("brand", "value"),
    "goal": ("voice", "value", "leads"),
    "products": ("1", "2", "3"),
    "segs": YES_NO,
    "shaky": YES_NO,
    "release": ("y", "n"),
    "bandwidth": ("limited", "enough"),
    "mature": YES_NO,
    "trust": YES_NO,
    "fw": ("pragmatic", "blackblot"),
    "cascade": ("y", "n"),
    "why": ("y",),
}
VERBS = "embed dotted shares shares serves depends drives drives partners informs informs hands".split()


class Sketch:
    """One random line: boxes, relations, context."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.reports: dict[str, list[str]] = {"": []}
        self.is_declared = dice.random() < 0.8  # whether anybody's work is told at all

    def line(self) -> str:
        dice = self.dice
        top = self._add(dice.choice(TOPS), "") if dice.random() < 0.9 else ""
        for _ in range(dice.randint(0, 5)):
            self._add(dice.choice(HOSTS), self._manager(top))
        for _ in range(dice.randint(1, 5)):
            self._add(dice.choice(ROLE), self._manager(top))
        boxes = " ".join(self._text(box) for box in self.reports[""])
        return f"{boxes} // {self._relations()} @ {self._context()}"

    def _manager(self, top: str) -> str:
        if self.dice.random() < 0.35:
            return top
        return self.dice.choice([box for box in self.reports if box or self.dice.random() < 0.1] or [top])

    def _add(self, name: str, manager: str) -> str:
        count = sum(1 for box in self.reports if box.rstrip("0123456789") == name)
        box = name if not count else f"{name}{count + 1}"
        self.reports[manager].append(box)
        self.reports[box] = []
        return box

    def _text(self, box: str) -> str:
        name, below = box.rstrip("0123456789"), " ".join(self._text(other) for other in self.reports[box])
        said = ",".join(self._said(name))
        return box + (f"{{{said}}}" if said else "") + (f"[{below}]" if below else "")

    def _said(self, name: str) -> list[str]:
        dice = self.dice
        said = [
            f"{key}={dice.choice(values)}"
            for key, values in KEYS.get(name, OF_GROUP).items()
            if dice.random() < 0.22
        ]
        if dice.random() < 0.04:
            said.append("nominal=y")
        if dice.random() < 0.2:
            said.append(f"n={dice.choice(['0', '1', '1', '2', '3'])}")
        if self.is_declared and dice.random() < 0.45:
            said.append(f"r={self._work(name)}")
        return said

    def _work(self, name: str) -> str:
        dice = self.dice
        if dice.random() < 0.1:
            return "none"
        if name in ("PM", "Blend") and dice.random() < 0.12:
            return "market+business+product+technology"
        if dice.random() < 0.2:
            return "+".join(dice.sample(("finaldev", "drivedev", "build", "ads", "leadgen", "artefacts"), 2))
        work = [dice.choice(FAVOURED if dice.random() < 0.6 else WORK) for _ in range(dice.randint(1, 4))]
        return "+".join(dict.fromkeys(work))

    def _relations(self) -> str:
        boxes = [box for box in self.reports if box]
        if len(boxes) < 2:
            return ""
        roles = [box for box in boxes if box.startswith(("PM", "Blend"))] or boxes
        lines: dict[tuple[str, frozenset[str]], str] = {}
        for _ in range(self.dice.choice((0, 0, 1, 2, 4, 6))):
            one = self.dice.choice(roles if self.dice.random() < 0.7 else boxes)
            two = self.dice.choice([box for box in boxes if box != one])
            if self.dice.random() < 0.3:
                one, two = two, one
            verb = self.dice.choice(VERBS)
            lines[verb, frozenset((one, two))] = f"{one} {verb} {two}"
        return " ; ".join(lines.values())

    def _context(self) -> str:
        share = self.dice.choice((0.1, 0.35, 0.6))
        said = [f"{key}={self.dice.choice(v)}" for key, v in COMPANY.items() if self.dice.random() < share]
        said += [f"{flag}=part" for flag in ("boxes", "relations") if self.dice.random() < 0.08]
        return " ".join(said)


def sketch(dice: Random, words: Vocabulary) -> Chart:
    """A random chart; now and then with a box whose function nobody knows."""
    line = Sketch(dice).line().replace("//  @", "@").removesuffix("@ ")
    chart = shorthand.read(line, words)
    return _unclassified(dice, chart) if dice.random() < 0.12 else chart


def altered(dice: Random, chart: Chart) -> Chart:
    """A chart of the catalogue with one to three things taken away, moved or told of it."""
    for _ in range(dice.randint(1, 3)):
        chart = dice.choice(CHANGES)(dice, chart)
    return chart


def _of(
    chart: Chart, boxes: dict[str, Box], head: Head | None = None, lines: Iterable[str] | None = None
) -> Chart:
    kept = chart.relations.keys() if lines is None else lines
    relations = [chart.relations[line] for line in kept]
    return Chart.of(head or chart.head, boxes=boxes.values(), relations=relations)


def _unclassified(dice: Random, chart: Chart) -> Chart:
    return _changed(dice, chart, functions=())


def _changed(dice: Random, chart: Chart, **fields: object) -> Chart:
    box = dice.choice(sorted(chart.boxes))
    boxes = {**chart.boxes, box: replace(chart.boxes[box], **fields)}  # type: ignore[arg-type]
    return _of(chart, boxes)


def _nominal(dice: Random, chart: Chart) -> Chart:
    below = sorted(box for box in chart.boxes if chart.boxes[box].reports_to)
    if not below:
        return chart
    box = chart.boxes[dice.choice(below)]
    return _of(
        chart, {**chart.boxes, box.id: replace(box, answers={**box.answers, "nominal": Answer("yes")})}
    )


def _moved(dice: Random, chart: Chart) -> Chart:
    box = dice.choice(sorted(chart.boxes))
    there = [other for other in sorted(chart.boxes) if not edits.may_report(chart, box, other)]
    manager = dice.choice([*there, None])
    return _of(chart, {**chart.boxes, box: replace(chart.boxes[box], reports_to=manager)})


def _forgotten(dice: Random, chart: Chart) -> Chart:
    """An answer is not known any more."""
    answered = sorted(box for box in chart.boxes if chart.boxes[box].answers)
    if answered and dice.random() < 0.6:
        box = chart.boxes[dice.choice(answered)]
        key = dice.choice(sorted(box.answers))
        answers = {name: said for name, said in box.answers.items() if name != key}
        return _of(chart, {**chart.boxes, box.id: replace(box, answers=answers)})
    head = chart.head
    if not head.answers:
        return _of(
            chart, {**chart.boxes}, replace(head, complete=Complete(dice.random() < 0.5, dice.random() < 0.5))
        )
    key = dice.choice(sorted(head.answers))
    return _of(chart, {**chart.boxes}, replace(head, answers={**head.answers, key: Answer("unknown")}))


def _unheld(dice: Random, chart: Chart) -> Chart:
    return _changed(dice, chart, responsibilities=dice.choice((None, (), (dice.choice(FAVOURED),))))


def _unjoined(dice: Random, chart: Chart) -> Chart:
    lines = sorted(chart.relations)
    return _of(chart, {**chart.boxes}, lines=lines[1:])


CHANGES = (
    _unclassified,
    _nominal,
    _moved,
    _moved,
    _forgotten,
    _forgotten,
    _forgotten,
    _unheld,
    _unheld,
    _unjoined,
)
