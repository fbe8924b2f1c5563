"""The rules of the test suite itself (tests/conftest.py), tried on small suites."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A suite with our conftest, run in a process of its own."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("ORGSKETCH_SHARED", str(pytester.path / "nowhere"))
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini(
        "[pytest]\nfilterwarnings = error\nqt_log_level_fail = WARNING\n"
        "markers =\n  outside\n  xvfb\n  benchmark\n"
    )
    return pytester


def run(suite: pytest.Pytester) -> pytest.RunResult:
    return suite.runpytest_subprocess("-p", "no:cacheprovider")


def test_a_stray_log_record_fails_its_test(suite: pytest.Pytester) -> None:
    suite.makepyfile("import logging\ndef test(): logging.getLogger('x').warning('odd')")
    result = run(suite)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*stray log records: odd*"])


def test_an_expected_log_record_is_taken_out(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        "import logging\ndef test(stray_logs):\n"
        "    logging.getLogger('x').warning('odd')\n    assert stray_logs.pop().getMessage() == 'odd'"
    )
    run(suite).assert_outcomes(passed=1)


def test_an_unraisable_exception_fails_the_run(suite: pytest.Pytester) -> None:
    suite.makepyfile("class Odd:\n    def __del__(self): raise ValueError('lost')\ndef test():\n    Odd()\n")
    run(suite).assert_outcomes(failed=1)


def test_a_message_of_qt_fails_its_test(suite: pytest.Pytester) -> None:
    suite.makepyfile("from PySide6.QtCore import qWarning\ndef test(): qWarning('odd')")
    run(suite).assert_outcomes(failed=1)


SKIPPING = "def test(shared): pass"


def test_what_is_left_out_is_named(suite: pytest.Pytester) -> None:
    suite.makepyfile(SKIPPING)
    result = run(suite)
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*left out*", "1 test: needs the shared material*"])
    assert result.ret == 0


def test_missing_material_fails_in_ci(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    suite.makepyfile(SKIPPING)
    run(suite).assert_outcomes(errors=1)


def test_a_missing_program_is_named_and_fails_in_ci(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.makepyfile("import pytest\n@pytest.mark.outside('no-such-program')\ndef test(): pass")
    result = run(suite)
    result.stdout.fnmatch_lines(["1 test: needs no-such-program"])
    monkeypatch.setenv("CI", "true")
    run(suite).assert_outcomes(errors=1)


def test_no_skip_passes_ci(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    suite.makepyfile("import pytest\ndef test(): pytest.skip('not today')")
    assert run(suite).ret == 1
