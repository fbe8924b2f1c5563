"""What every test gets: no display, a home of its own, no warning unheard, nothing left out in CI."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

IN_CI = os.environ.get("CI") == "true"
SHARED = Path(os.environ.get("ORGSKETCH_SHARED") or Path(__file__).resolve().parents[2] / "shared")

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, print_blob=True)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if IN_CI else "dev"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material: the articles, the catalogue, test data of others."""
    if not SHARED.is_dir():
        leave_out(f"the shared material ({SHARED}; ORGSKETCH_SHARED names another place)")
    return SHARED


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file and user folders of the test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ORGSKETCH_SETTINGS", str(home / "settings.toml"))
    for folder in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(home / folder.lower()))
    return home / "settings.toml"


@pytest.fixture(scope="session", autouse=True)
def one_application(request: pytest.FixtureRequest) -> None:
    """The application with widgets comes first where a test needs it: an exporter makes one without."""
    if any("qapp" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("qapp")


class _Stray(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def stray_logs() -> Iterator[list[logging.LogRecord]]:
    """Log records from warning upwards: a test that expects one takes it out, any other fails the test."""
    records: list[logging.LogRecord] = []
    handler = _Stray(records)
    logging.getLogger().addHandler(handler)
    yield records
    logging.getLogger().removeHandler(handler)
    if records:
        pytest.fail("stray log records: " + "; ".join(record.getMessage() for record in records))


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A display for programs with a real mouse (tests marked `xvfb`): start them with DISPLAY set to it."""
    read, write = os.pipe()
    screen = ["-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as ready:
        number = ready.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


# --- what may be left out, and never in CI ----------------------------------------------------------------

PROGRAMS = {"xvfb": ("Xvfb", "xdotool")}


def leave_out(needs: str) -> None:
    """Leave a test out because this machine lacks something; in CI that is a failure."""
    if IN_CI:
        pytest.fail(f"needs {needs}")
    pytest.skip(f"needs {needs}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in [*item.iter_markers("outside"), *item.iter_markers("xvfb")]:
        missing = [program for program in mark.args or PROGRAMS[mark.name] if not shutil.which(program)]
        if missing:
            leave_out(", ".join(missing))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Benchmarks run when asked for: by `-m benchmark`."""
    if "benchmark" in config.option.markexpr:
        return
    measured = [item for item in items if item.get_closest_marker("benchmark")]
    items[:] = [item for item in items if item not in measured]
    config.hook.pytest_deselected(items=measured)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()))
    if reasons:
        terminalreporter.section("left out")
        for reason, count in reasons.most_common():
            terminalreporter.line(f"{count} test{'s' * (count > 1)}: {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that is skipped in CI proves nothing: the run fails."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
