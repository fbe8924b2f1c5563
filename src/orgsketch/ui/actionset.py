"""The table of commands come alive in one window: actions, menus, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from orgsketch.resources import _
from orgsketch.ui import keys
from orgsketch.ui.actions import MENUS, SUBMENUS, TABLE
from orgsketch.ui.rows import Row
from orgsketch.ui.widgets.words import no_mnemonic, with_mnemonics

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


class Actions(Mapping[str, QAction]):
    """The table come alive in one window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.rows = {row.id: row for row in TABLE}
        self._actions = {row.id: self._made(row) for row in TABLE}
        keys.apply(TABLE, self._actions)
        self.menus: dict[str, QMenu] = {}
        self._fill_menus()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> object:  # type: ignore[override]
        return iter(self._actions)

    def __len__(self) -> int:
        return len(self._actions)

    def refresh(self) -> None:
        """Enable what can be done now; name the steps to undo and redo."""
        for row in TABLE:
            action = self._actions[row.id]
            action.setEnabled(row.when(self.window))
            if row.checked:
                action.setChecked(row.checked(self.window))
        stack = self.window.document.undo_stack
        self._name("undo", stack.undoText())
        self._name("redo", stack.redoText())

    def context_menu(self, names: Sequence[str]) -> QMenu:
        """A menu of some of the commands and submenus; it goes when it is closed."""
        self.refresh()
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            if name in self.menus:
                self._add_part(menu, name)
            elif name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    def _add_part(self, menu: QMenu, name: str) -> None:
        """A submenu of its own: one shared with the menu bar would go with the menu that shows it."""
        part = menu.addMenu(no_mnemonic(_(name)))
        part.menuAction().setObjectName(name)
        for row in TABLE:
            if row.menu == name:
                if row.line:
                    part.addSeparator()
                part.addAction(self._actions[row.id])

    def attach_to_canvas(self) -> None:
        """Give the canvas the commands whose keys are its own."""
        for row in TABLE:
            if row.on_canvas:
                self.window.canvas.addAction(self._actions[row.id])

    def _name(self, name: str, step: str) -> None:
        text = _(self.rows[name].text)
        self._actions[name].setText(no_mnemonic(f"{text} “{step}”" if step else text))

    def _made(self, row: Row) -> QAction:
        action = QAction(no_mnemonic(_(row.text)), self.window)
        action.setObjectName(row.id)
        context = Qt.ShortcutContext.WidgetShortcut if row.on_canvas else Qt.ShortcutContext.WindowShortcut
        action.setShortcutContext(context)
        action.setCheckable(row.checked is not None)
        action.triggered.connect(lambda: self._run(row))
        return action

    def _run(self, row: Row) -> None:
        if row.when(self.window):
            row.do(self.window)
        self.refresh()

    def _fill_menus(self) -> None:
        for name, title in zip(MENUS, with_mnemonics(map(_, MENUS)), strict=True):
            self.menus[name] = self.window.menu_bar.addMenu(title)
        for row in TABLE:
            if row.menu in SUBMENUS and row.menu not in self.menus:
                self.menus[row.menu] = self.menus[SUBMENUS[row.menu]].addMenu(no_mnemonic(_(row.menu)))
                self.menus[row.menu].menuAction().setObjectName(row.menu)
            if row.line:
                self.menus[row.menu].addSeparator()
            self.menus[row.menu].addAction(self._actions[row.id])
        for menu in self.menus.values():
            menu.aboutToShow.connect(self.refresh)
