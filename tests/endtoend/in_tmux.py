"""The studio inside tmux, inside a pty: keys pass through tmux's own reading of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.endtoend.house import STUDIO, House
from tests.terminal.pty import Terminal

PLAIN = """\
set -g status off
set -g default-terminal tmux-256color
"""
"""What most people have, but for the status line: escape-time stays at its half second."""


class InTmux:
    """A tmux server of its own; `close` ends it."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "tmux"
        self.settings = folder / "tmux.conf"
        self.settings.write_text(PLAIN, "utf-8")

    def command(self, *words: str) -> list[str]:
        """The studio in a first window; what it ended with is shown when it has ended."""
        studio = " ".join(f"'{word}'" for word in [*STUDIO, *words])
        shown = f'{studio}; echo "ended with $?"; read -r _'
        settings = str(self.settings)
        return ["tmux", "-u", "-S", str(self.socket), "-f", settings, "new-session", shown]

    def terminal(self, house: House, *words: str, columns: int = 80, rows: int = 24) -> Terminal:
        return Terminal(
            self.command(*words), columns=columns, rows=rows, environment=house.environment
        )

    def close(self) -> None:
        subprocess.run(
            ["tmux", "-S", str(self.socket), "kill-server"], capture_output=True, check=False
        )
