from __future__ import annotations

import pytest

from tests.benchmarks.timing import RESULTS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures, fastest call each."""
    if RESULTS:
        terminalreporter.section("milliseconds where nothing else is said, best call")
        for name, milliseconds in RESULTS:
            terminalreporter.line(f"{milliseconds:10.3f}  {name}")
