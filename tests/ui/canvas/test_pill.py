"""The note beside a carried card."""

from __future__ import annotations

from orgsketch.drawing.picture import texts
from orgsketch.rules.finding import FindingChanges
from orgsketch.ui.canvas.pill import WIDE, Effect, Pill, effects_of, pill_shapes
from tests.ui.panels.test_grouping import finding


def test_the_worst_theme_leads_and_the_rest_are_counted() -> None:
    added = (
        finding("PMM101", "major", "placement", "b_pmm"),
        finding("PMM103", "minor", "placement", "b_pmm"),
        finding("UNI102", "critical", "bridge", "b_pmm"),
        finding("UNI110", "major", "goals", "b_pmm"),
    )
    resolved = (finding("PMM102", "major", "split", "b_pmm"), finding("CTX1", "minor", "split", "b_pmm"))
    assert effects_of(FindingChanges(added, resolved, ())) == (
        Effect("critical", "+1 critical", "Title of UNI102, 2 more"),
        Effect("", "resolves 1"),
    )


def test_several_of_the_worst_are_counted() -> None:
    added = (finding("A1", "major", "one", "b_x"), finding("A2", "major", "two", "b_x"))
    assert effects_of(FindingChanges(added, (), ()))[0] == Effect("major", "+2 major", "Title of A1, 1 more")


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
    added = (finding("A1", "major", "one", "b_x", title=name), finding("A2", "minor", "two", "b_x"))
    pill = Pill(f"Reports to {name}, last", effects_of(FindingChanges(added, (), ())), (("Esc", "cancel"),))
    shapes, wide, tall = pill_shapes(pill)
    assert wide == WIDE
    for text in texts(shapes):
        assert text.y <= tall
        assert text.x + (text.room or 0) <= wide
    assert any(text.text.endswith(", 1 more") for text in texts(shapes))
