"""Arguments, read alike by every command; a mistake is one sentence and exit code 2."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from orgsketch.cli import one_line
from orgsketch.errors import OrgsketchError
from orgsketch.resources import _


class UsageError(OrgsketchError):
    """The command was called in a way it does not understand."""


class Parser(ArgumentParser):
    """An argument parser whose mistakes are one sentence; options are never guessed from their beginning."""

    def __init__(self, command: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"orgsketch {command}".strip(),
            description=description,
            epilog=epilog,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where help is."""
        raise UsageError(_("{message}; see {prog} --help").format(message=message, prog=self.prog))


class Once(Action):
    """An option that is given once: of two files only the last would be written, without a word."""

    def __call__(
        self, parser: ArgumentParser, namespace: Namespace, values: Any, option_string: str | None = None
    ) -> None:
        """Keep the value, or say that there is one."""
        if getattr(namespace, self.dest, None) is not None:
            parser.error(_("{option} is given twice").format(option=option_string))
        setattr(namespace, self.dest, values)


def add_output(parser: ArgumentParser, what: str) -> None:
    """-o and --force."""
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, action=Once, required=True, help=what)
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there")


def add_packs(parser: ArgumentParser) -> None:
    """--packs DIR."""
    parser.add_argument(
        "--packs",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="also read the rule pack in DIR, or every pack in the folders of DIR",
    )


def pack_folders(given: Iterable[Path]) -> list[Path]:
    """The folders of packs named on the command line and in the settings."""
    from orgsketch.resources import settings

    chosen = settings.load().packs_folder
    found: list[Path] = []
    for folder in [*given, *([Path(chosen)] if chosen else [])]:
        if (folder / "pack.toml").is_file():
            found.append(folder)
        elif folder.is_dir():
            found += sorted(entry.parent for entry in folder.glob("*/pack.toml"))
        elif folder in given:
            raise UsageError(_("{folder} is no folder of rule packs").format(folder=folder))
    return found


def refuse_to_replace(output: Path, *, force: bool) -> None:
    """Raise UsageError when a file would be lost that the user did not say may go."""
    if not force and output.exists():
        raise UsageError(_("{output} is already there; --force replaces it").format(output=output))


def suggestion(word: str, known: Iterable[str]) -> str:
    """ " (did you mean X?)", or ""."""
    near = get_close_matches(word, list(known), 1)
    return f" (did you mean {one_line(near[0])}?)" if near else ""
