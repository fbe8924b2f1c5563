"""Calling the command line in the test's own process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import pytest

from orgsketch.cli import main


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence on the standard error."""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("orgsketch: ")
        assert "Traceback" not in self.err
        return self.err.removeprefix("orgsketch: ").rstrip("\n")


Run: TypeAlias = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: `run("check", path)`."""

    def run_command(*arguments: object) -> Result:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run_command
