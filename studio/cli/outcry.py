"""The one place that writes to standard error, and turns errors into exit codes.

For: an error a person can act on in one or two lines, a crash in two sentences
and the kind of it. Never a traceback, never a value: either can hold what a
person typed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

from studio.errors import StudioError

FINE, PROBLEMS, USAGE, STORE, INTERRUPTED, HUNG_UP = 0, 1, 2, 3, 130, 129

CRASH = (
    "Something went wrong inside the studio. What was answered is saved.",
    "Start it again with: studio",
)


class UsageError(StudioError):
    """What was typed is no command, or a command with something it does not take."""


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`; whatever it raises is said in plain words."""
    try:
        return work()
    except UsageError as error:
        return complain(error, USAGE)
    except StudioError as error:
        return complain(error, STORE if _from_the_store(error) else PROBLEMS)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        quiet_output()
        return FINE
    except Exception as error:  # noqa: BLE001 - the last door: nothing else may reach a person
        crash(error)
        return PROBLEMS


def complain(error: StudioError, code: int) -> int:
    """Say an error and what to do about it; `code` again."""
    say(f"studio: {error.message}")
    if error.hint:
        say(error.hint)
    return code


def crash(error: BaseException) -> None:
    """Two sentences, and where in the program it was."""
    for line in CRASH:
        say(line)
    say(f"({_kind_and_place(error)})")


def say(line: str) -> None:
    """One line on standard error, cleaned; nothing when nobody can read it."""
    from studio.format.clean import clean

    stream = sys.stderr
    if stream is None:
        return
    text = clean(line, lines=False)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    with contextlib.suppress(OSError, ValueError):
        stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()


def quiet_output() -> None:
    """After the reader of standard output went away: nothing more is said about it."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def _from_the_store(error: StudioError) -> bool:
    faults = sys.modules.get("studio.store.faults")
    return faults is not None and isinstance(error, faults.StoreError)


def _kind_and_place(error: BaseException) -> str:
    from pathlib import Path

    place = ""
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if "studio" in path.parts:
            place = f" in {path.parent.name}/{path.name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}"
