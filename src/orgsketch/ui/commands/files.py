"""The file menu: new, open, save, import, export, close. Nothing unsaved is lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from orgsketch.document import Document, blank, sentence
from orgsketch.errors import OrgsketchError, ResourceError, ShorthandError
from orgsketch.files.versions import is_unmerged
from orgsketch.resources import _, plural, settings
from orgsketch.ui.commands import merging

if TYPE_CHECKING:
    from orgsketch.importers.imported import Imported
    from orgsketch.ui.window import Window

SUFFIX = ".orgsketch"


def new(window: Window) -> None:
    """An empty chart, ready for its first box."""
    target = place(window)
    if target:
        target.document.adopt(blank())
        target.show_chart()


def open_file(window: Window) -> None:
    """Choose a chart file and open it."""
    chosen = window.ask.file_to_open()
    if chosen:
        open_path(window, chosen)


def open_path(window: Window, path: Path) -> bool:
    """Open a chart file here, or in a tab of its own when this one is in use; show it where it is open."""
    if show_open(window, path):
        return True
    target = place(window)
    if target is None:
        return False
    if switch_to(target, path, is_asked=True):
        return True
    _close_unused(window, target)
    return False


def show_open(window: Window, path: Path) -> bool:
    """Bring the tab to the front in which a file is open already."""
    for other in window.opened():
        if window.home and other.document.path == path and not other.is_at_start:
            window.home.show_window(other)
            return True
    return False


def switch_to(window: Window, path: Path, *, is_asked: bool = False) -> bool:
    """Open a chart file in this very tab, or show the one in which it is open."""
    if not is_asked and (show_open(window, path) or not may_leave(window)):
        return False
    if path.suffix.lower() != SUFFIX and _importer(path):
        return import_path(window, path)
    if not window.document.open(path):
        return False
    remember(window, path)
    window.show_chart()
    if window.document.problems:
        window.ask.tell_problems(path.name, window.document.problems, _mended(window))
    elif window.document.is_read_only:
        window.ask.tell(_("“{name}” is read-only").format(name=path.name), _mended(window))
    elif window.document.versions or window.document.chart.conflicts:
        merging.tell(window, path)
    elif is_unmerged(path):
        merging.offer(window, path)
    return True


def open_sample(window: Window, path: Path) -> Window | None:
    """Open a copy of a sample, without its file, so that it can be changed freely; the window it is in."""
    target = place(window)
    if not target or not target.document.open(path):
        return None
    target.document.adopt(target.document.chart)
    target.document.undo_stack.setClean()
    target.document.state_changed.emit()
    target.show_chart()
    return target


def save(window: Window) -> bool:
    """Save; ask for a name the first time. Whether it is saved now."""
    document = window.document
    window.finish_typing()
    if document.path is None or document.is_read_only:
        return save_as(window)
    return document.save() or not document.is_dirty  # what the user said of a file that changed counts


def save_as(window: Window) -> bool:
    """Save under another name."""
    window.finish_typing()
    path = path_to_save(window, suggestion(window))
    if path is None or not window.document.save(path, overwrite=True):
        return False
    remember(window, path)
    return True


def path_to_save(window: Window, suggested: Path) -> Path | None:
    """Ask for a chart file to write to; None when cancelled.

    The toolkit asks before it replaces the file of the name that was typed, and knows nothing of our suffix.
    """
    chosen: Path | None = window.ask.file_to_save(suggested)
    if chosen is None or chosen.suffix == SUFFIX:
        return chosen
    path = chosen.with_name(chosen.name + SUFFIX)
    return path if not path.exists() or window.ask.about_replacing(path.name) else None


def saved_sentence(document: Document) -> str:
    """That it is saved; what is left to settle in it, or to tell git, which nobody tells for the user."""
    if number := len(document.chart.conflicts):
        return plural(
            "Saved. {count} conflict is left in it", "Saved. {count} conflicts are left in it", number
        )
    if document.versions and document.path and is_unmerged(document.path):
        return _("Saved. Tell git that it is settled: git add {name}").format(name=document.path.name)
    return _("Saved")


def settle_conflict(window: Window, path: str) -> None:
    """Somebody else wrote the file: overwrite, save beside it, take theirs, or think again."""
    choice = window.ask.about_conflict(Path(path).name)
    if choice == "overwrite":
        window.document.save(overwrite=True)
    elif choice == "save_as":
        save_as(window)
    elif choice == "reload":
        window.document.open(Path(path))


def import_file(window: Window) -> None:
    """Choose a table and make a chart of it."""
    chosen = window.ask.file_to_import()
    target = place(window) if chosen else None
    if chosen and target and not import_path(target, chosen):
        _close_unused(window, target)


def import_path(window: Window, path: Path) -> bool:
    """Make a chart of a table in this window."""
    from orgsketch import importers

    return _adopt(window, lambda: importers.read(path, window.document.book.vocabulary), path)


def paste_outline(window: Window, typed: str = "") -> None:
    """Ask for shorthand or an indented outline and draw it."""
    text = window.ask.outline_text(lambda text: _typed(window, text), typed)
    target = place(window) if text else None
    if text and target and not draw_text(target, text):
        _close_unused(window, target)


def draw_typed(window: Window, text: str) -> None:
    """Draw what was typed into a field; with a mistake in it, it is asked for once more, with its place."""
    try:
        _typed(window, text)
    except OrgsketchError:
        paste_outline(window, text)
    else:
        draw_text(window, text)


def draw_text(window: Window, text: str) -> bool:
    """Make a chart of typed shorthand; a mistake is told with its place."""
    return _adopt(window, lambda: _typed(window, text), Path(_("The text")))


def _typed(window: Window, text: str) -> Imported:
    from orgsketch.importers import outline

    return outline.from_text(text, "", window.document.book.vocabulary)


def close_chart(window: Window) -> None:
    """Close the tab; the only one goes back to the start page."""
    if window.home and window.home.count > 1:
        window.home.close_tab(window)
    else:
        go_to_start(window)


def go_to_start(window: Window) -> None:
    """The start page with its templates in place of the chart, in the same tab."""
    if may_leave(window):
        window.document.adopt(blank())
        window.show_start()


def quit_all(window: Window) -> None:
    """Close all windows, each asking for itself."""
    QApplication.closeAllWindows()


def may_leave(window: Window) -> bool:
    """Whether the chart may go: saved, or given up on purpose."""
    window.finish_typing()
    if not window.document.is_dirty:
        return True
    choice = window.ask.about_unsaved(window.document.name)
    return choice == "discard" or (choice == "save" and save(window))


def place(window: Window) -> Window | None:
    """The window another chart may go to: this one when nothing is in it, else a new tab."""
    is_free = window.is_at_start or not (
        window.document.is_dirty or window.document.path or window.document.chart.boxes
    )
    return window if is_free else window.another()


def suggestion(window: Window) -> Path:
    """Where a chart would be saved: beside its file, else at home under its title."""
    document = window.document
    if document.path:
        return document.path
    return Path.home() / (file_name(document.name) + SUFFIX)


def file_name(title: str) -> str:
    """A title as a file name that every system takes."""
    plain = "".join(" " if letter in '/\\:*?"<>|' or not letter.isprintable() else letter for letter in title)
    short = " ".join(plain.split()).strip(". ")[:80].rstrip(". ")
    reserved = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
    return f"{short}_" if short.casefold() in reserved else short or _("Chart")


def _close_unused(window: Window, target: Window) -> None:
    """Nothing came into the tab that was made for it."""
    if target is not window and target.is_at_start and target.home:
        target.home.close_tab(target)


def _adopt(window: Window, read: Callable[[], Imported], path: Path) -> bool:
    try:
        imported = read()
    except ShorthandError as error:
        window.document.refused.emit(_("Column {column}: {error}").format(column=error.column, error=error))
        return False
    except (OrgsketchError, OSError) as error:
        window.document.refused.emit(sentence(error, path))
        return False
    window.document.adopt(imported.chart)
    window.show_chart()
    if imported.problems:
        window.ask.tell_problems(path.name, imported.problems)
    return True


def _mended(window: Window) -> str:
    """What became of a file with faults."""
    if window.document.is_read_only:
        return _(
            "It was made by a newer Orgsketch and is shown as far as it is understood. It cannot be changed."
        )
    return _("It is shown mended, as a new chart. The file itself stays as it is until you save over it.")


def _importer(path: Path) -> bool:
    from orgsketch.importers import IMPORTERS

    return path.suffix.lower() in IMPORTERS


def remember(window: Window, path: Path) -> None:
    """Put a file among the recent ones."""
    with suppress(ResourceError):
        settings.remember(path)
    window.recent_changed()
