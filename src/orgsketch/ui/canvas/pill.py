"""The note beside a carried card: where it would land, and which findings that would add or end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.drawing.frames import shadow_shapes
from orgsketch.drawing.icons import icon
from orgsketch.drawing.marking import GOOD_NEWS, WARNINGS
from orgsketch.drawing.marks import RISKS, Mark, mark_shapes
from orgsketch.drawing.metrics import elide, wrap
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.picture import Group, Rectangle, Shape, Text
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, FindingChanges

WIDE, INSET, LEAD = 264.0, 14.0, 26.0
HEAD, ROW, DETAIL, FOOT = 36.0, 19.0, 15.0, 30.0
KEY_LINE = 16.0
MOST_THEMES, MOST_DETAILS = 2, 8
NO_THEMES: Mapping[str, str] = {}


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


def effects_of(
    changes: FindingChanges,
    themes: Mapping[str, str] = NO_THEMES,
    *,
    is_detailed: bool = False,
    wide: float = WIDE,
) -> tuple[Effect, ...]:
    """What an edit does to the findings, theme by theme: what it adds, the worst first, then what it ends.

    `themes`: their titles. In detail every finding is named. `wide`: how wide the note is.
    """
    added, good = _by_theme(changes.added, WARNINGS), _by_theme(changes.added, GOOD_NEWS)
    resolved = _by_theme(changes.resolved, WARNINGS)
    if is_detailed:
        return tuple(_details(added, good, resolved)) or (Effect("", _("No new findings")),)
    made = [_risk(theme, found, themes, wide) for theme, found in list(added.items())[:MOST_THEMES]]
    rest = len(added) - len(made)
    if rest > 0:
        made.append(Effect("info", plural("+{count} more theme", "+{count} more themes", rest)))
    if good:
        first, count = next(iter(good.values()))[0], sum(map(len, good.values()))
        text = plural("+{count} strength", "+{count} strengths", count)
        made.append(Effect("strength", text, _with_more(first.title, count - 1, wide)))
    if resolved:
        count = sum(map(len, resolved.values()))
        made.append(Effect("", _("resolves {count}").format(count=count), _names(resolved, themes, wide)))
    return tuple(made) or (Effect("", _("No new findings")),)


def _risk(theme: str, found: Sequence[Finding], themes: Mapping[str, str], wide: float) -> Effect:
    """What is added to one theme: "+1 placement risk"."""
    name = _theme(theme, themes)
    text = _("+{count} {theme} risk") if len(found) == 1 else _("+{count} {theme} risks")
    said = text.format(count=len(found), theme=name)
    return Effect(found[0].severity, said, _with_more(found[0].title, len(found) - 1, wide))


def _details(*parts: Mapping[str, Sequence[Finding]]) -> Iterator[Effect]:
    """Every finding by its title, as many as there is room for."""
    added, good, resolved = ([finding for found in part.values() for finding in found] for part in parts)
    made = [Effect(finding.severity, f"+ {finding.title}") for finding in added]
    made += [Effect("strength", f"+ {finding.title}") for finding in good]
    made += [Effect("", finding.title) for finding in resolved]
    yield from made[:MOST_DETAILS]
    rest = len(made) - MOST_DETAILS
    if rest > 0:
        yield Effect("info", plural("and {count} more", "and {count} more", rest))


def _names(found: Mapping[str, Sequence[Finding]], themes: Mapping[str, str], wide: float) -> str:
    names = ", ".join(_theme(theme, themes) for theme in found)
    return elide(names, "caption", wide - 2 * INSET - LEAD)


def _theme(theme: str, themes: Mapping[str, str]) -> str:
    return themes.get(theme, theme.replace("_", " ")).lower()


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
        lines, tall = effect_shapes(pill.effects, WIDE)
        made.append(Group("effects", "", lines, 0, y + 8))
        y += 8 + tall
    if pill.keys:
        rows = [pill.keys[:1], pill.keys[1:]] if len(pill.keys) > 2 else [pill.keys]
        for keys in rows:
            made += _keys(keys, y + 18)
            y += KEY_LINE
        y += FOOT - KEY_LINE
    height = y + 2
    body = Rectangle(0.5, 0.5, WIDE - 1, height - 1, "surface_raised", "card_border", 1.0, 10)
    return [*shadow_shapes(WIDE, height, "raised", 10), body, *made], WIDE, height


def effect_shapes(effects: Iterable[Effect], wide: float) -> tuple[list[Shape], float]:
    """The lines of a note below each other, and how high they are."""
    made: list[Shape] = []
    y = 0.0
    for effect in effects:
        made += _effect(effect, y, wide)
        y += ROW + (DETAIL if effect.detail else 0) + 3
    return made, y


def _effect(effect: Effect, y: float, wide: float) -> list[Shape]:
    room = wide - 2 * INSET - LEAD
    is_bad_news = effect.mark == "info" or effect.text == _("No new findings")
    color = "text_muted" if is_bad_news else effect.mark or "strength"
    made: list[Shape] = []
    if effect.mark:
        made += mark_shapes(Mark(effect.mark), INSET + 9, y + 10, 18, "")
    else:
        made.append(icon("tick", INSET, y + 1, 17, color, 2.4))
    text = elide(effect.text, "strong", room, 12)
    made.append(Text(INSET + LEAD, y + 14, text, "strong", color, room=room, size=12))
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


def _by_theme(findings: Iterable[Finding], kinds: Iterable[str]) -> dict[str, list[Finding]]:
    """The open findings of these kinds by theme, the worst first, in a theme and among themes."""
    loud = [f for f in findings if f.kind in kinds and f.state == "open" and not f.quiet]
    found: dict[str, list[Finding]] = {}
    for finding in sorted(loud, key=_rank):
        found.setdefault(finding.theme, []).append(finding)
    return found


def _rank(finding: Finding) -> int:
    return RISKS.index(finding.severity) if finding.severity in RISKS else len(RISKS)


def _with_more(title: str, more: int, wide: float) -> str:
    rest = f", {plural('{count} more', '{count} more', more)}" if more else ""
    room = wide - 2 * INSET - LEAD - text_width(rest, "caption")
    return elide(title, "caption", room) + rest
