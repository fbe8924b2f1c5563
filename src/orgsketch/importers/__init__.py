"""What can be imported: a table of suffix -> function, each loaded when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.errors import ImporterError, ShorthandError
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.importers.imported import Imported
    from orgsketch.vocabulary import Vocabulary

IMPORTERS: dict[str, str] = {
    ".csv": "orgsketch.importers.table:read",
    ".tsv": "orgsketch.importers.table:read",
    ".tab": "orgsketch.importers.table:read",
    ".xlsx": "orgsketch.importers.table:read_workbook",
    ".txt": "orgsketch.importers.outline:read",
    ".md": "orgsketch.importers.outline:read",
}


def read(path: Path, vocabulary: Vocabulary, mapping: Mapping[str, str] | None = None) -> Imported:
    """The chart in a table or text; both completeness flags are off, as nobody said that all is shown.

    `mapping`: header -> field (`importers.columns.FIELDS`), for columns that are not recognised by name.
    Raises ImporterError, naming the file; for a mistake in a line of shorthand also the line and column.
    """
    entry = IMPORTERS.get(path.suffix.lower())
    if entry is None:
        raise ImporterError(
            _("{path}: only {names} can be imported; save the table as CSV first.").format(
                path=path, names=", ".join(IMPORTERS)
            )
        )
    module, _colon, function = entry.partition(":")
    try:
        imported: Imported = getattr(import_module(module), function)(path, vocabulary, mapping or {})
    except ImporterError as error:
        raise ImporterError(f"{path}: {error}") from None
    except ShorthandError as error:
        raise ImporterError(f"{path}:{error.line}:{error.column}: {error}") from None
    return imported
