"""The words and keys around a step: which there are, and in what order.

For: turning a view and its body into a `Frame`. A key that is not allowed now
is not named. May import the engine's view, the body contract and the footer.
"""

from __future__ import annotations

from studio.engine.view import View
from studio.tui.body import Body
from studio.tui.footer import SAFETY, SAFETY_QUIT, SAFETY_TYPING, Keys
from studio.tui.step_page import Frame, progress_words

TIMED = ("timed", "breathe")
NOT_ON_DISK = "not on disk yet"
SHEET_NOTE = "Whatever you choose, what you wrote is kept."
PRIVATE_NOTE = "Not kept. It goes when this step does."
NEEDS = {"b": {"back"}, "s": {"skip", "skip_part"}}


def frame_of(
    view: View,
    body: Body,
    *,
    narrow: bool,
    saved_at: str,
    unsaved: bool,
    closes: bool,
    message: str,
) -> Frame:
    """What stands around the body.

    `saved_at` is when the outcome was saved, "" when there is none; `closes`
    is whether the program ends with this exercise.
    """
    drawn = body.is_mounted
    typing = drawn and body.in_field
    if view.kind == "end":
        keys, safety = end_keys(body.keys() if drawn else (), saved_at, closes=closes), SAFETY_QUIT
    else:
        keys = step_keys(view, body.keys() if drawn else (), typing=typing)
        safety = SAFETY_TYPING if typing else SAFETY
    note = _note(view, body.note() if drawn else "", saved_at, typing=typing)
    if unsaved:
        note = f"{note.rstrip('.')} · {NOT_ON_DISK}" if note else "Not on disk yet."
    return Frame(
        view=view,
        right="done" if view.kind == "end" else progress_words(view, narrow),
        note=note,
        keys=keys,
        safety=safety,
        bare=not body.wants_question,
        message=message,
    )


def _note(view: View, usual: str, saved_at: str, *, typing: bool) -> str:
    if view.private and typing:
        return PRIVATE_NOTE
    if view.sheet and not view.before_begin:
        return SHEET_NOTE
    if view.kind == "end" and saved_at:
        return f"Saved at {saved_at}. {usual}"
    return usual


def end_keys(own: Keys, saved_at: str, *, closes: bool) -> Keys:
    """The keys of the last screen."""
    keys = [("Enter", "close" if closes else "Today")]
    if saved_at:
        keys.append(("v", "read it all"))
    named = {key for key, _ in own}
    return (*own, *(one for one in keys if one[0] not in named))


def step_keys(view: View, own: Keys, *, typing: bool) -> Keys:
    """The step's keys in order of need: on, the body's own, back, skip.

    Where the author has words for skipping, that key says an answer as good as any and
    comes next to the first.
    """
    running = view.kind in TIMED and "next" not in view.allowed
    keys: list[tuple[str, str]] = []
    if running:
        if "pause" in view.allowed:
            keys.append(("Space", "pause"))
    elif not {"Enter", "Ctrl+N"} & {key for key, _ in own} and view.allowed & {"next", "answer"}:
        keys.append(("Enter", "next"))
    keys += own
    if typing:
        keys.append(("Esc", "menu"))
    elif running:
        keys += [("s", "skip"), ("b", "back")]
    else:
        keys += [("b", "back"), ("s", "skip")]
        if view.skip and "s" not in {key for key, _ in own}:
            keys.insert(1, ("s", view.skip))
    return _once(keys, view.allowed)


def _once(keys: list[tuple[str, str]], allowed: frozenset[str]) -> Keys:
    """Each key once, the body's own word for it first; what is not allowed is left out."""
    out: dict[str, str] = {}
    for key, words in keys:
        if key not in NEEDS or NEEDS[key] & allowed:
            out.setdefault(key, words)
    return tuple(out.items())
