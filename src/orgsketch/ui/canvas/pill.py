"""The note beside a carried card: where it would land, and which findings that would add or end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.drawing.frames import shadow_shapes
from orgsketch.drawing.icons import icon
from orgsketch.drawing.marking import GOOD_NEWS, WARNINGS
from orgsketch.drawing.marks import RISKS, Mark, mark_shapes
from orgsketch.drawing.metrics import elide, wrap
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.picture import Rectangle, Shape, Text
from orgsketch.resources import _, plural
from orgsketch.ui.spoken import SEVERITIES

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, FindingChanges

WIDE, INSET, LEAD = 264.0, 14.0, 26.0
HEAD, ROW, DETAIL, FOOT = 36.0, 19.0, 15.0, 30.0


class Effect(NamedTuple):
    """One line of the note: a mark (or a tick), what it says, and a smaller second line."""

    mark: str
    text: str
    detail: str = ""


class Pill(NamedTuple):
    """The note. `effects` is None while they are still being worked out."""

    head: str
    effects: tuple[Effect, ...] | None = None
    keys: tuple[tuple[str, str], ...] = ()


def effects_of(changes: FindingChanges) -> tuple[Effect, ...]:
    """What an edit does to the findings: the worst it adds first, then what it ends."""
    made: list[Effect] = []
    added = _themes(changes.added, WARNINGS)
    if added:
        worst = min(added.values(), key=lambda finding: RISKS.index(finding.severity))
        count = sum(finding.severity == worst.severity for finding in added.values())
        text = f"+{count} {_(SEVERITIES[worst.severity])}"
        made.append(Effect(worst.severity, text, _with_more(worst.title, len(added) - 1)))
    good = _themes(changes.added, GOOD_NEWS)
    if good:
        text = plural("+{count} strength", "+{count} strengths", len(good))
        made.append(Effect("strength", text, _with_more(next(iter(good.values())).title, len(good) - 1)))
    resolved = _themes(changes.resolved, WARNINGS)
    if resolved:
        made.append(Effect("", plural("resolves {count}", "resolves {count}", len(resolved))))
    return tuple(made) or (Effect("", _("No new findings")),)


def pill_shapes(pill: Pill) -> tuple[list[Shape], float, float]:
    """The note as shapes with its top left at (0, 0), its width and its height."""
    room = WIDE - 2 * INSET
    head = wrap(pill.head, "strong", room, 2)
    made: list[Shape] = [
        Text(INSET, 23 + 18 * line, text, "strong", room=room) for line, text in enumerate(head)
    ]
    y = HEAD + 18 * (len(head) - 1)
    if pill.effects:
        made.append(Rectangle(0, y, WIDE, 1, "hairline"))
        y += 8
        for effect in pill.effects:
            made += _effect(effect, y)
            y += ROW + (DETAIL if effect.detail else 0) + 3
    if pill.keys:
        made += _keys(pill.keys, y + 18)
        y += FOOT
    height = y + 2
    body = Rectangle(0.5, 0.5, WIDE - 1, height - 1, "surface_raised", "card_border", 1.0, 10)
    return [*shadow_shapes(WIDE, height, "raised", 10), body, *made], WIDE, height


def _effect(effect: Effect, y: float) -> list[Shape]:
    room = WIDE - 2 * INSET - LEAD
    color = effect.mark or ("strength" if effect.text != _("No new findings") else "text_muted")
    made: list[Shape] = []
    if effect.mark:
        made += mark_shapes(Mark(effect.mark), INSET + 9, y + 10, 18, "")
    else:
        made.append(icon("tick", INSET, y + 1, 17, color, 2.4))
    made.append(Text(INSET + LEAD, y + 14, effect.text, "strong", color, room=room, size=12))
    if effect.detail:
        made.append(Text(INSET + LEAD, y + 30, effect.detail, "caption", "text_muted", room=room))
    return made


def _keys(keys: Iterable[tuple[str, str]], y: float) -> list[Shape]:
    """What the keys do, the first on the left, the last on the right."""
    made: list[Shape] = []
    x = INSET
    for place, (key, text) in enumerate(keys):
        key_width, said = text_width(key, "label"), text_width(text, "caption")
        if place:
            x = WIDE - INSET - key_width - 5 - said
        made.append(Text(x, y, key, "label", "text_muted"))
        made.append(Text(x + key_width + 5, y, text, "caption", "text_muted"))
    return made


def _themes(findings: Iterable[Finding], kinds: Iterable[str]) -> dict[str, Finding]:
    """The worst open finding of each theme, in order."""
    found: dict[str, Finding] = {}
    for finding in findings:
        if finding.kind in kinds and finding.state == "open" and not finding.quiet:
            known = found.get(finding.theme)
            if known is None or _rank(finding) < _rank(known):
                found[finding.theme] = finding
    return found


def _rank(finding: Finding) -> int:
    return RISKS.index(finding.severity) if finding.severity in RISKS else len(RISKS)


def _with_more(title: str, more: int) -> str:
    rest = f", {plural('{count} more', '{count} more', more)}" if more else ""
    room = WIDE - 2 * INSET - LEAD - text_width(rest, "caption")
    return elide(title, "caption", room) + rest
