"""The note beside a carried card."""

from __future__ import annotations

from orgsketch.drawing.picture import texts
from orgsketch.rules.finding import FindingChanges
from orgsketch.ui.canvas.pill import WIDE, Effect, Pill, effects_of, pill_shapes
from tests.ui.panels.test_grouping import finding

THEMES = {"placement": "Placement", "bridge": "Bridges"}


def test_what_is_added_is_told_theme_by_theme_the_worst_first() -> None:
    added = (
        finding("PMM101", "major", "placement", "b_pmm"),
        finding("PMM103", "minor", "placement", "b_pmm"),
        finding("UNI102", "critical", "bridge", "b_pmm"),
        finding("UNI110", "major", "goals", "b_pmm"),
    )
    resolved = (finding("PMM102", "major", "split", "b_pmm"), finding("CTX1", "minor", "split", "b_pmm"))
    assert effects_of(FindingChanges(added, resolved, ()), THEMES) == (
        Effect("critical", "+1 bridges risk", "Title of UNI102"),
        Effect("major", "+2 placement risks", "Title of PMM101, 1 more"),
        Effect("info", "+1 more theme"),
        Effect("", "resolves 2", "split"),
    )


def test_in_detail_every_finding_is_named() -> None:
    added = (finding("A1", "minor", "one", "b_x"), finding("A2", "major", "two", "b_x"))
    resolved = (finding("A3", "major", "two", "b_x"),)
    assert effects_of(FindingChanges(added, resolved, ()), is_detailed=True) == (
        Effect("major", "+ Title of A2"),
        Effect("minor", "+ Title of A1"),
        Effect("", "Title of A3"),
    )


def test_even_in_detail_the_note_has_an_end() -> None:
    added = tuple(finding(f"A{n}", "minor", f"t{n}", "b_x") for n in range(30))
    effects = effects_of(FindingChanges(added, (), ()), is_detailed=True)
    assert effects[-1] == Effect("info", "and 22 more")


def test_strengths_are_counted_one_by_one_as_in_the_panel() -> None:
    added = tuple(finding(f"PMM20{n}", "info", "split", "b_x", kind="strength") for n in range(3))
    assert effects_of(FindingChanges(added, (), ())) == (
        Effect("strength", "+3 strengths", "Title of PMM200, 2 more"),
    )


def test_strengths_are_told_and_quiet_or_accepted_findings_are_not() -> None:
    added = (
        finding("PMM201", "info", "split", "b_x", kind="strength"),
        finding("PMM1", "major", "other", "b_x", quiet=True),
        finding("PMM2", "major", "more", "b_x", state="accepted"),
    )
    assert effects_of(FindingChanges(added, (), ())) == (
        Effect("strength", "+1 strength", "Title of PMM201"),
    )


def test_nothing_new_is_said_too() -> None:
    assert effects_of(FindingChanges((), (), ())) == (Effect("", "No new findings"),)


def test_long_words_stay_inside_the_note() -> None:
    name = "Market insight, positioning and everything else that has to do with launches " * 3
    added = (finding("A1", "major", "one", "b_x", title=name), finding("A2", "minor", "one", "b_x"))
    pill = Pill(f"Reports to {name}, last", effects_of(FindingChanges(added, (), ())), (("Esc", "cancel"),))
    shapes, wide, tall = pill_shapes(pill)
    assert wide == WIDE
    for text in texts(shapes):
        assert text.y <= tall
        assert text.x + (text.room or 0) <= wide
    assert any(text.text.endswith(", 1 more") for text in texts(shapes))
