"""A small app with the studio's terminal manners, for the tests in this folder.

One text field; what stands in it is saved to the file named first on the command line, by
`before_end` and by the quit key. Further words switch things on: see `TinyApp`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import ClassVar

from studio.tui.safety import clear_textual_environment, no_core_dumps, quiet_crashes

clear_textual_environment()
no_core_dumps()

from textual.app import ComposeResult  # noqa: E402
from textual.binding import Binding  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.timer import Timer  # noqa: E402
from textual.widgets import Input, Static, TextArea  # noqa: E402

from studio.tui.terminal_app import TerminalApp  # noqa: E402

NASTY = "ready a\x1b[31mb\x1b]52;c;aGk=\x07c\x9b2Jd\x00e\u202ef\x07g"


class TinyApp(TerminalApp[None]):
    """F2 blocks the loop, F3 and F5 crash, F4 floods the screen and writes a line a frame.

    Words: `rounds` keeps and clears the field on the quit key, `steps` has fields one after
    another, `nasty` shows control characters, `crash-on-paste` does what it says.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+q", "leave", "Leave", priority=True),
        ("f2", "block", "Block the loop"),
        ("f3", "crash", "Crash"),
        ("f4", "flood", "Flood"),
        ("f5", "worker", "Crash in a worker"),
        ("ctrl+t", "suspend_a_while", "Run a shell command"),
    ]

    def __init__(self, file: Path, *words: str) -> None:
        super().__init__()
        self.file = file
        self.words = words
        self.flood: Timer | None = None
        self.steps: list[str] = []
        self.crash_file = file.with_name("crash")

    def compose(self) -> ComposeResult:
        yield Static(Content(NASTY if "nasty" in self.words else "ready"), id="head")
        yield Input(id="field") if "steps" in self.words else TextArea(id="field")
        yield Static(Content(""), id="log", markup=False)

    def on_mount(self) -> None:
        self.query_one("#field").focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        self.steps.append(event.value)
        self.query_one("#log", Static).update(Content(repr(self.steps)))
        await event.input.remove()
        await self.mount(following := Input())
        following.focus()

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
        if "rounds" in self.words:
            with self.file.with_name("rounds").open("a") as rounds:
                rounds.write(self.typed + "\n")
            self.query_one("#field", TextArea).text = ""
            return
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
            subprocess.run(["sh", "-c", 'echo outside; read line; echo "got $line"'])

    def action_flood(self) -> None:
        if self.flood is not None:
            self.flood.stop()
            self.flood = None
            self.write_whole(f"last:{self.letter}")
            return
        self.began = self.last = time.monotonic()
        self.frames, self.longest_gap = 0, 0.0
        self.flood = self.set_interval(0.02, self.draw_much)

    @property
    def letter(self) -> str:
        return chr(97 + self.frames % 26)

    def draw_much(self) -> None:
        self.frames += 1
        head = self.query_one("#head", Static)
        head.styles.height = 15
        head.update(Content("\n".join(self.letter * 70 for _ in range(15))))
        now = time.monotonic()
        self.longest_gap = max(self.longest_gap, now - self.last)
        self.last = now
        self.write_whole(f"tick:{self.frames}:{now - self.began:.2f}:{self.longest_gap:.2f}")

    def write_whole(self, text: str) -> None:
        """Replace the file in one step: a test reads it at any moment."""
        fresh = self.file.with_name("fresh")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.file)


if __name__ == "__main__":
    quiet_crashes(Path(sys.argv[1]).with_name("crash"))
    app = TinyApp(Path(sys.argv[1]), *sys.argv[2:])
    sys.exit(app.run_to_code())
