"""`run` for every test of the command line."""

from tests.cli.running import run

__all__ = ["run"]
