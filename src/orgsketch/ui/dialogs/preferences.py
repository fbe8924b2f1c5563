"""The settings: how it looks and moves, who writes, where own rules are, and the keys of every command."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QGridLayout, QKeySequenceEdit, QLineEdit, QWidget

from orgsketch.errors import ResourceError
from orgsketch.resources import N_, _, settings
from orgsketch.ui import glyphs, keys, look
from orgsketch.ui.actions import TABLE
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import Choice, Line, Search, Tick, labelled
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

THEMES = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "high_contrast": N_("High contrast"),
}


class Preferences(Sheet):
    """What is changed here counts once it is saved; Esc leaves everything as it was."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, _("Settings"), width=620)
        self.window_, known = window, settings.load()
        self.theme = Choice([(name, _(text)) for name, text in THEMES.items()], known.theme)
        self.motion = Tick(_("Reduced motion: cards jump to their places"))
        self.motion.setChecked(known.reduced_motion)
        self.work = Tick(_("Ask what is expected of a role whose box is new"))
        self.work.setChecked(known.ask_for_work)
        self.author = Line(known.author, _("Name beside what you accept"))
        self.folder = Line(known.packs_folder, _("None"))
        self.search = Search(_("Find a command"))
        self.keys = {entry.id: _KeyField(keys.chosen().get(entry.id, entry.keys)) for entry in TABLE}
        self.trouble = Words("", "small", wrap=True)
        self._lines: list[tuple[str, list[QWidget]]] = []
        self._arrange()
        self.search.textChanged.connect(self._narrow)
        for field in self.keys.values():
            field.keySequenceChanged.connect(lambda sequence: self._look_for_trouble())
        self.offer(("", _("Cancel"), ""), ("save", _("Save"), "primary"))

    def choose(self, answer: str) -> None:
        """Save; keys that mean two things are told, and the dialog stays."""
        if answer and self._look_for_trouble():
            return
        if answer:
            self._save()
        super().choose(answer)

    def wanted(self) -> dict[str, str]:
        """Command -> keys as they stand in the dialog."""
        return {name: field.keySequence().toString() for name, field in self.keys.items()}

    def reset_keys(self) -> None:
        """The keys of the table again."""
        for entry in TABLE:
            self.keys[entry.id].setKeySequence(QKeySequence(entry.keys))

    def _arrange(self) -> None:
        self.theme.setMinimumWidth(180)
        choose, standard = button(_("Choose…")), button(_("Standard keys"), "link")
        choose.clicked.connect(self._choose_folder)
        standard.clicked.connect(self.reset_keys)
        folder = labelled(_("Folder of your own rule packs, read at the next start"), self.folder)
        places = row(folder, gap=8)
        places.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        scroll = Scroll()
        scroll.setMinimumHeight(240)
        scroll.hold(self._key_page())
        self.put(
            row(labelled(_("Theme"), self.theme), labelled(_("Your name"), self.author), gap=16),
            self.motion,
            self.work,
            places,
            row(Words(_("Keys"), "strong"), None, standard),
            self.search,
            scroll,
            self.trouble,
        )

    def _key_page(self) -> QWidget:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for place, entry in enumerate(TABLE):
            text, field = _(entry.text).rstrip("…"), self.keys[entry.id]
            words = Words(text)
            field.say_for(text)
            grid.addWidget(words, place, 0)
            grid.addWidget(field, place, 1)
            self._lines.append((text.casefold(), [words, field]))
        page = QWidget()
        page.setLayout(column(grid, None))
        return page

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for text, line in self._lines:
            for widget in line:
                widget.setVisible(all(word in text for word in words))

    def _look_for_trouble(self) -> bool:
        """Say which keys mean two things; whether there are any."""
        wanted = self.wanted()
        found = keys.clashes(TABLE, wanted)
        self.trouble.setText(keys.sentence(found[0], wanted[found[0][0].id]) if found else "")
        return bool(found)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of rule packs"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _save(self) -> None:
        with suppress(ResourceError):
            settings.update(
                theme=self.theme.value(),
                reduced_motion=self.motion.isChecked(),
                ask_for_work=self.work.isChecked(),
                author=self.author.text().strip(),
                packs_folder=self.folder.text().strip(),
            )
        keys.save(TABLE, self.wanted())
        look.wear_chosen()
        keys.apply(TABLE, self.window_.actions_table)


class _KeyField(QKeySequenceEdit):
    """One shortcut, typed as it is used; Backspace in an empty field takes it away."""

    def __init__(self, known: str) -> None:
        super().__init__(QKeySequence(known))
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.setFixedWidth(190)
        for line in self.findChildren(QLineEdit):
            line.setPlaceholderText(_("None: press keys"))
        for action in self.findChildren(QAction, "_q_qlineeditclearaction"):
            action.setIcon(glyphs.qicon("close", self, "text_muted", 14))

    def say_for(self, command: str) -> None:
        """Say whose keys these are; what takes the keyboard is the line inside."""
        name = _("Keys for {command}").format(command=command)
        for part in (self, *self.findChildren(QLineEdit)):
            part.setAccessibleName(name)
