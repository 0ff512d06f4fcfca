"""What keeps private words private when things go wrong, before Textual and after it.

For: the environment cleared of switches that make Textual write or run things, no core dumps,
and crash output that says what to do and quotes nobody.

May import the standard library, and nothing else: it runs before Textual is imported. Never
shows or stores an error's message, its locals or a line of source: any of them can hold what a
person typed.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

CRASH_LINES = (
    "Something went wrong inside the studio. What you answered is saved.",
    "Start it again with: studio",
)

_OUTWARD = logging.NullHandler()


def clear_textual_environment(environ: MutableMapping[str, str] = os.environ) -> list[str]:
    """Remove TEXTUAL and every TEXTUAL_* variable; returns the names removed.

    Call it before anything imports textual, which reads them once: they can make it log typed
    text to a file anybody may read, and import code named in them.
    """
    names = [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]
    for name in names:
        del environ[name]
    return names


@contextmanager
def without_ssl() -> Iterator[None]:
    """While asyncio is imported: it asks for `ssl`, does without where there is none, and the
    full screen speaks to nobody. That is a fiftieth of the start and a tenth of the memory."""
    if "ssl" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # what the import system takes for "none"
    try:
        yield
    finally:
        del sys.modules["ssl"]


def no_core_dumps() -> None:
    """Ask the system to write no image of this process's memory if it is killed."""
    try:
        import resource
    except ImportError:
        return  # no such thing on Windows
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(lines: tuple[str, ...]) -> None:
    """Print plain lines to standard error, whatever stands in for it at the moment."""
    stream = sys.__stderr__
    if stream is None:
        return
    try:
        stream.write("".join(f"{line}\n" for line in lines))
        stream.flush()
    except OSError:
        pass  # the terminal is gone, and there is nobody to tell


def crash_kind(error: BaseException) -> list[str]:
    """The classes of an error and its causes with where they were raised; no words of anybody.

    Each class name is followed by its frames, outermost first, as `file:line function`.
    """
    lines: list[str] = []
    for link in _causes(error):
        lines.append(type(link).__name__)
        for frame in traceback.extract_tb(link.__traceback__):
            where = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {where}:{frame.lineno} {frame.name}")
    return lines


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        # Textual wraps what a worker raised in an error that keeps it as `error`.
        wrapped = getattr(link, "error", None)
        inner = wrapped if isinstance(wrapped, BaseException) else None
        link = inner or link.__cause__ or link.__context__


def note_crash(error: BaseException, file: Path | None) -> bool:
    """Write `crash_kind` to `file`, mode 0600; True when it was written.

    A note nobody could write changes nothing for the person, so no error comes out of here.
    """
    if file is None:
        return False
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, flags, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as note:
            if hasattr(os, "fchmod"):
                os.fchmod(note.fileno(), 0o600)  # it may be left from before with another mode
            note.write("\n".join(crash_kind(error)) + "\n")
    except OSError:
        return False
    return True


def quiet_crashes(file: Path | None = None) -> None:
    """Make every error nobody caught end in `CRASH_LINES` instead of a traceback.

    Covers the main thread (which then exits 1), other threads, destructors and logging's last
    resort. What kind it was goes to `file`.
    """

    def uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, KeyboardInterrupt):
            note_crash(error, file)
            say(CRASH_LINES)

    def in_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            note_crash(arguments.exc_value, file)

    def in_destructor(arguments: sys.UnraisableHookArgs) -> None:
        if arguments.exc_value is not None:
            note_crash(arguments.exc_value, file)

    sys.excepthook = uncaught
    threading.excepthook = in_thread
    sys.unraisablehook = in_destructor
    logging.lastResort = None
    logging.raiseExceptions = False
    if _OUTWARD not in logging.getLogger().handlers:
        logging.getLogger().addHandler(_OUTWARD)
