"""The command line: a table of commands, each loaded when it is called.

Exit codes: 0 fine, 1 findings at or above the bar or differences, 2 wrong use or unreadable input,
130 interrupted, 141 when nobody reads on. No traceback reaches a user.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from orgsketch.errors import OrgsketchError

FINE, FOUND, WRONG, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141

# name -> (what it does, module)
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("say what the rules find in charts", "orgsketch.cli.check"),
    "diff": ("say what differs between two charts", "orgsketch.cli.diff"),
    "compare": ("set charts beside each other in one table", "orgsketch.cli.compare"),
    "merge": ("put together what two people made of one chart", "orgsketch.cli.merge"),
    "git-setup": ("teach git to show, compare and merge charts", "orgsketch.cli.git_setup"),
    "export": ("write a chart as a picture, document or table", "orgsketch.cli.export"),
    "import": ("make a chart from a table or an outline", "orgsketch.cli.import_table"),
    "new": ("make a chart from a line of shorthand", "orgsketch.cli.new"),
    "rules": ("list, explain, test and begin rules", "orgsketch.cli.rules"),
    "doctor": ("say what this installation has and lacks", "orgsketch.cli.doctor"),
    "help": ("explain a command, a rule or a topic", "orgsketch.cli.help_topic"),
    "textconv": ("print a chart as text, for git diff", "orgsketch.cli.textconv"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _let_any_text_be_printed()
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    except OrgsketchError as error:
        return _refuse(_ended(str(error)))
    except Exception as error:
        return _refuse(_sentence_of(error))
    return code


def one_line(text: str) -> str:
    """A sentence fit for a terminal: on one line, control characters shown instead of obeyed."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


def _run(arguments: list[str]) -> int:
    from importlib import import_module

    module = "orgsketch.cli.open_app"
    if arguments and arguments[0] in COMMANDS:
        module = COMMANDS[arguments.pop(0)][1]
    code: int = import_module(module).run(arguments)
    return code


def _sentence_of(error: Exception) -> str:
    """What to say of an error that nobody foresaw; a library that is missing is no fault of ours."""
    if isinstance(error, ImportError) and "shared object" in str(error):
        from orgsketch.cli.doctor import qt_problem

        return qt_problem(str(error))
    from orgsketch.cli.report import write_report

    return write_report(error)


def _refuse(sentence: str) -> int:
    print(f"orgsketch: {one_line(sentence)}", file=sys.stderr)
    return WRONG


def _ended(sentence: str) -> str:
    """With a full stop, whoever wrote it."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _let_any_text_be_printed() -> None:
    """Names from all over the world, and a terminal that may know only some letters."""
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
