"""Words somebody looks for, compared with bytes before anything is parsed.

For: passing over what cannot hold them: a long history is then read as fast as
the disk gives it. May import `lines`. Says "perhaps", never "yes": whoever
asked looks into what is left.
"""

from __future__ import annotations

from studio.store.lines import dump


class Wanted:
    """The words of `text`, in any order, whatever their case."""

    def __init__(self, text: str) -> None:
        self._words = [word.casefold() for word in text.split()]
        self._plain = [dump(word)[1:-1] for word in self._words if word.isascii()]
        self._all_plain = len(self._plain) == len(self._words)

    def may_be_in(self, data: bytes) -> bool:
        """False if these documents do not hold every one of the words."""
        if data.isascii():
            # An escape can stand for any character, and only odd texts have one.
            if not self._all_plain and b"\\u" not in data:
                return False
            lowered = data.lower()
            return all(word in lowered for word in self._plain)
        # A few characters fold to plain letters, so nothing shorter is right here.
        folded = data.decode("utf-8", "replace").casefold()
        return all(word.decode() in folded for word in map(_inside, self._words))


def _inside(word: str) -> bytes:
    """The word as it stands inside a string of a document."""
    return dump(word)[1:-1]
