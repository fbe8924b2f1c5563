"""From findings to marks: themes are counted, the worst stands first, quiet rules stay quiet."""

from __future__ import annotations

from typing import Any

from orgsketch.drawing.marking import mark_of, marks_of
from orgsketch.drawing.marks import Mark
from orgsketch.rules.finding import Report
from tests.exporters.material import finding, question


def marks(*findings: Any, questions: tuple[Any, ...] = ()) -> dict[str, tuple[Mark, ...]]:
    return marks_of(Report(findings, questions))


def risk(severity: str, theme: str, *boxes: str, **more: Any) -> Any:
    return finding("R101", "Title", more.pop("kind", "risk"), severity, theme, *(boxes or ("b_1",)), **more)


def test_a_theme_counts_once_at_its_worst() -> None:
    found = marks(risk("minor", "placement"), risk("critical", "placement"), risk("major", "split"))
    assert found == {"b_1": (Mark("critical"), Mark("major"))}


def test_themes_of_one_severity_are_counted() -> None:
    found = marks(*(risk("major", theme) for theme in ("placement", "split", "bridge")))
    assert found == {"b_1": (Mark("major", "3"),)}


def test_a_card_bears_three_marks_at_most_the_worst_first() -> None:
    found = marks(
        risk("minor", "a"),
        risk("major", "b"),
        risk("critical", "c"),
        risk("info", "d", kind="strength"),
        questions=(question("leader.attuned", "Attuned?", "b_1", "R101"),),
    )
    assert found == {"b_1": (Mark("critical"), Mark("major"), Mark("strength"))}


def test_a_finding_marks_the_topmost_of_its_boxes() -> None:
    assert set(marks(risk("major", "a", "b_1", "b_2"))) == {"b_1"}


def test_quiet_rules_advice_and_the_whole_chart_mark_nothing() -> None:
    whole = finding("R101", "Title", "risk", "major", "a")
    found = marks(risk("info", "a", quiet=True), whole, risk("minor", "b", kind="advice"))
    assert found.get("b_1", ()) == ()


def test_strengths_and_questions_mark_too() -> None:
    found = marks(
        risk("info", "a", kind="success_signal"),
        questions=tuple(question(f"fact.{number}", "?", "b_1", "R101") for number in range(12)),
    )
    assert found == {"b_1": (Mark("strength", "", True), Mark("question", "9+"))}


def test_what_was_accepted_shows_only_where_nothing_is_open() -> None:
    accepted = risk("major", "a", state="accepted")
    assert marks(accepted) == {"b_1": (Mark("accepted"),)}
    assert marks(accepted, risk("minor", "b")) == {"b_1": (Mark("minor"),)}
    assert marks(accepted, risk("minor", "b", state="stale")) == {"b_1": (Mark("stale"),)}


def test_the_mark_of_one_finding() -> None:
    assert mark_of(risk("major", "a")) == Mark("major")
    assert mark_of(risk("minor", "a", kind="advice")) == Mark("minor")
    assert mark_of(risk("info", "a", kind="strength")) == Mark("strength")
    assert mark_of(risk("info", "a", kind="question")) == Mark("question")
    assert mark_of(risk("major", "a", state="stale")) == Mark("stale")
