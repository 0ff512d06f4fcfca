"""One person's folder, and the studio run over it as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from studio.practice.desk import Desk, open_desk
from tests.endtoend.at_screen import AtScreen
from tests.terminal.pty import REPOSITORY, Terminal
from tests.warm import warm

STUDIO = [sys.executable, "-m", "studio.cli"]


class House:
    """A data folder of somebody who has been here before, and ways to run the studio on it."""

    def __init__(self, folder: Path, open_terminals: ExitStack) -> None:
        self.folder = folder
        self.home = folder / "home"
        self._open = open_terminals
        warm(self.home)
        self.desk().change(seen_first_run=True)

    def desk(self) -> Desk:
        """The same data, without a terminal."""
        return open_desk(home=self.home)

    @property
    def environment(self) -> dict[str, str]:
        return {"STUDIO_HOME": str(self.home), "HOME": str(self.folder)}

    def terminal(
        self,
        *words: str,
        environment: dict[str, str] | None = None,
        before: Sequence[str] = (),
        **options: Any,
    ) -> Terminal:
        """The studio in a pty, closed when the test ends; `before` is a command that starts it."""
        return self._open.enter_context(
            Terminal(
                [*before, *STUDIO, *words],
                environment={**self.environment, **(environment or {})},
                **options,
            )
        )

    def screen(self, *words: str, **options: Any) -> AtScreen:
        """A person in front of it."""
        return AtScreen(self.terminal(*words, **options))

    def run(
        self, *words: str, stdin: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """The studio without a terminal, to its end."""
        return subprocess.run(
            [*STUDIO, *words],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=REPOSITORY,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **self.environment, **environment},
            timeout=60,
            check=False,
        )

    def drafts(self) -> list[Path]:
        """The files of sessions left open."""
        return sorted((self.home / "data" / "drafts").glob("*.json"))

    def draft(self) -> dict[str, Any]:
        """The one session left open, as the store reads it."""
        (draft,) = self.desk().store.drafts()
        return draft

    def answered(self) -> list[Any]:
        """What the draft holds of answers and steps read: (address, event, value)."""
        events = self.draft()["events"]
        return [row[1:] for row in events if row[2] in ("answer", "next", "skip")]

    def typing(self) -> Any:
        """What the draft holds of the field being typed, or None."""
        drafts = self.desk().store.drafts()
        return drafts[0].get("typing", {}).get("value") if drafts else None

    def history(self) -> list[dict[str, Any]]:
        """What `studio history --json` says."""
        done = self.run("history", "--json")
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
        assert isinstance(said, list)
        return said
