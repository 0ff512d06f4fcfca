"""A small app with the studio's terminal manners, for the tests in this folder.

One text field; what stands in it is saved to the file named first on the command line, by
`before_end` and by the quit key. Further words switch things on: see `TinyApp`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from studio.tui.safety import clear_textual_environment, no_core_dumps, quiet_crashes

clear_textual_environment()
no_core_dumps()

from textual.app import ComposeResult  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.widgets import Static, TextArea  # noqa: E402

from studio.tui.terminal_app import TerminalApp  # noqa: E402

NASTY = "a\x1b[31mb\x1b]52;c;aGk=\x07c\x9b2Jd\x00e\u202ef\x07g"


class TinyApp(TerminalApp[None]):
    """`stuck` blocks the loop on F2; `ticks` writes a line a tick and floods the screen."""

    BINDINGS = [
        ("ctrl+q", "leave", "Leave"),
        ("f2", "block", "Block the loop"),
        ("f3", "crash", "Crash"),
        ("f4", "flood", "Flood"),
        ("f5", "worker", "Crash in a worker"),
        ("f6", "suspend_a_while", "Run a shell command"),
    ]

    def __init__(self, file: Path, *words: str) -> None:
        super().__init__()
        self.file = file
        self.words = words
        self.crash_file = file.with_name("crash")

    def compose(self) -> ComposeResult:
        yield Static(Content(NASTY if "nasty" in self.words else "ready"), id="head")
        yield TextArea(id="field")
        yield Static(Content(""), id="log", markup=False)

    def on_mount(self) -> None:
        self.query_one("#field").focus()

    def on_paste(self) -> None:
        if "crash-on-paste" in self.words:
            raise RuntimeError("a paste that brings the app down")

    def on_text_area_changed(self) -> None:
        self.query_one("#log", Static).update(Content(repr(self.typed)))

    @property
    def typed(self) -> str:
        return self.query_one("#field", TextArea).text

    def save(self, reason: str) -> None:
        self.file.write_text(f"{reason}:{self.typed}", encoding="utf-8")

    def before_end(self, reason: str) -> None:
        self.save(reason)

    def action_leave(self) -> None:
        self.save("quit")
        self.exit()

    def action_block(self) -> None:
        self.file.with_name("blocked").touch()
        time.sleep(30)

    def action_crash(self) -> None:
        private = self.typed
        raise ValueError(f"about {private}")

    def action_worker(self) -> None:
        async def work() -> None:
            private = self.typed
            raise LookupError(private)

        self.run_worker(work())

    def action_suspend_a_while(self) -> None:
        import subprocess

        with self.suspend():
            subprocess.run(["sh", "-c", "stty -a | grep -o ' echo '; echo outside; read x"])

    def action_flood(self) -> None:
        self.began = time.monotonic()
        self.frames = 0
        self.set_interval(0.02, self.draw_much)

    def draw_much(self) -> None:
        self.frames += 1
        letter = chr(97 + self.frames % 26)
        head = self.query_one("#head", Static)
        head.styles.height = 15
        head.update(Content("\n".join(letter * 70 for _ in range(15))))
        elapsed = time.monotonic() - self.began
        self.file.write_text(f"tick:{self.frames}:{elapsed:.2f}", encoding="utf-8")


if __name__ == "__main__":
    quiet_crashes(Path(sys.argv[1]).with_name("crash"))
    app = TinyApp(Path(sys.argv[1]), *sys.argv[2:])
    sys.exit(app.run_to_code())
