"""What goes onto an exported picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from orgsketch.drawing.cards import Names


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of an export; the defaults show everything but what was accepted.

    `findings`: all, none, or the codes of the rules to show. `sources`: short = the worst finding of a
    theme with its quote, the others by title; full = every one with all who disagree. `names`: how people
    are named. `branch`: the box whose branch alone is shown. `title`, `author`, `date`, `mark` ("draft,
    confidential"): printed as given, the title instead of the chart's. `slides`: as many boxes on each as
    can be read, or one slide a manager; `template`: the presentation they go into, "" = our own. `scale`:
    image pixels for each of the picture's in a PNG; 0 = automatic.
    """

    findings: Literal["all", "none"] | tuple[str, ...] = "all"
    sources: Literal["short", "full"] = "short"
    strengths: bool = True
    questions: bool = True
    accepted: bool = False
    names: Names = "full"
    theme: str = "light"
    branch: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    mark: str = ""
    scale: float = 0.0
    slides: Literal["fit", "managers"] = "fit"
    template: str = ""

    def shows(self, rule: str) -> bool:
        """Whether findings of a rule are shown."""
        return rule in self.findings if isinstance(self.findings, tuple) else self.findings == "all"


DEFAULTS = ExportOptions()
