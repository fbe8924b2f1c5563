"""What goes onto an export, and onto which paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from orgsketch.drawing.cards import Names


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of an export; the defaults show everything but what was accepted or judges people.

    What is told: `findings`: all, none, or the codes of the rules to show. `sources`: short = the worst
    finding of a theme with its quote, the others by title; full = every one with all who disagree.
    `strengths`, `accepted`, `rationale` (why it is placed so, as the company said), `keys` (the legend of
    colours and lines): shown or not. The declared context, the open questions and the sentence that there is
    no absolute answer are on every export.

    Of whom: `names`: how people are named. `judgements`: answers that judge a person. `person_fields`: their
    e-mail addresses, numbers and other columns, which only tables and data hold, to be read back whole.
    `branch`: the box whose branch alone is shown; `focus`: the box shown with all above it up to the top and
    its branch.

    `title`, `author`, `date`, `mark` ("draft, confidential"): printed as given, the title instead of the
    chart's. `theme`: of the colours; `color_by`: what the boxes are coloured by (`drawing.coloring`), "" = by
    their functions, also where a chart has no such column.

    On what: `paper`: a name of `exporters.paper`, or millimetres as "420x297"; "" = a page made to measure.
    `turned`: which way the paper lies. `pages`: everything on one page; tiles to glue together, with an
    overview; a page a branch; auto = one page where it can be read, else a page a branch, made to measure
    tiles. `slides`: as many boxes on each as can be read, or one slide a manager; `template`: the
    presentation they go into, "" = our own. `scale`: image pixels for each of the picture's in a PNG; 0 =
    automatic. `transparent`: a PNG without ground.
    """

    findings: Literal["all", "none"] | tuple[str, ...] = "all"
    sources: Literal["short", "full"] = "short"
    strengths: bool = True
    accepted: bool = False
    rationale: bool = True
    keys: bool = True
    names: Names = "full"
    judgements: bool = False
    person_fields: bool = True
    branch: str = ""
    focus: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    mark: str = ""
    theme: str = "light"
    color_by: str = ""
    paper: str = ""
    turned: Literal["auto", "portrait", "landscape"] = "auto"
    pages: Literal["auto", "one", "tiles", "branches"] = "auto"
    slides: Literal["fit", "managers"] = "fit"
    template: str = ""
    scale: float = 0.0
    transparent: bool = False

    def shows(self, rule: str) -> bool:
        """Whether findings of a rule are shown."""
        return rule in self.findings if isinstance(self.findings, tuple) else self.findings == "all"


DEFAULTS = ExportOptions()
