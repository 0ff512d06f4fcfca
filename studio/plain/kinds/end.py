"""The last screen in lines: the act first, then what was rated, kept, and comes back."""

from __future__ import annotations

from studio.engine.phrases import minutes_words
from studio.engine.prompts import EndPrompt, Pair
from studio.engine.view import View
from studio.format.markdown import unstyled
from studio.plain.wording import capital, ended


def lines(view: View, saved_at: str) -> list[str]:
    """Every line of the last screen. `saved_at` is a time of day, "" when nothing was saved."""
    prompt = view.prompt
    assert isinstance(prompt, EndPrompt)
    said = [unstyled(view.text)] if view.text else []
    said.extend(_pair(one) for one in prompt.pairs)
    said.extend(prompt.lines)
    if prompt.kept:
        said.append(
            "Kept: " + ", ".join(f"{count} in {label}" for count, label in prompt.kept) + "."
        )
    said.extend(f"Next: {ended(what)} {capital(when)}." for what, when in prompt.coming)
    if prompt.leaves_nothing:
        said.append("Nothing of this is kept anywhere, not even that it was opened.")
        return said
    said.append(f"Time: {minutes_words(prompt.minutes)}.")
    if saved_at:
        said.append(f"Saved at {saved_at}. It stays on this computer.")
    return said


def _pair(pair: Pair) -> str:
    words = ended(capital(pair.words))
    if pair.words.startswith("higher"):
        words += " That is worth knowing."
    return f"{pair.label}: {pair.before} before, {pair.after} after. {words}"
