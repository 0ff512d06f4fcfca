"""end: the last screen: what changed in words, then numbers, then what was kept."""

from __future__ import annotations

from studio.engine.phrases import minutes_words
from studio.engine.prompts import EndPrompt, Pair
from studio.tui.paper import Paper
from studio.tui.rows import BLANK, Piece, Row, pad, row, wrap

LABEL = 9
MOST_SHOWN = 11
HIGHER = "higher than before"
WORTH_KNOWING = " That is worth knowing."
STAYS = "It stays on this computer."
NOTHING_KEPT = "Nothing of this was kept."


class EndBody(Paper):
    """Pairs, what was kept, what comes back, how long. Enter closes it."""

    @property
    def prompt(self) -> EndPrompt:
        assert isinstance(self.view.prompt, EndPrompt)
        return self.view.prompt

    def drawn(self) -> list[Row]:
        rows: list[Row] = []
        for pair in self.prompt.pairs:
            rows += [*self._pair(pair), BLANK]
        for line in self.prompt.lines:
            rows += [row(one) for one in wrap(line, self.room)]
        if self.prompt.lines:
            rows.append(BLANK)
        return rows + self._facts()

    def _pair(self, pair: Pair) -> list[Row]:
        worse = WORTH_KNOWING if pair.words == HIGHER else ""
        rows = [row(line) for line in wrap(f"{pair.label}: {pair.words}.{worse}", self.room)]
        rows.append(self._dots("before", pair, pair.before, "○", "warm"))
        rows.append(self._dots("after", pair, pair.after, "●", "accent"))
        return rows

    def _dots(self, label: str, pair: Pair, value: int, dot: str, voice: str) -> Row:
        lead = Piece("  " + pad(label, LABEL - 1), "quiet")
        count = pair.max - pair.min + 1
        if count > MOST_SHOWN or self.room < LABEL + 4 * count + 4:
            return row(lead, str(value))
        spaced = (Piece("   " if at else "", "text") for at in range(count))
        dots = (
            Piece(dot, voice) if at == value else Piece("·", "edge")
            for at in range(pair.min, pair.max + 1)
        )
        pieces = [piece for pair_of in zip(spaced, dots, strict=True) for piece in pair_of]
        return row(lead, *pieces, f"   {value}")

    def _facts(self) -> list[Row]:
        facts = []
        if self.prompt.kept:
            kept = "; ".join(f"{count} in {label}" for count, label in self.prompt.kept)
            facts.append(("Kept", kept))
        facts += [("Next", f"{what} · {when}") for what, when in self.prompt.coming]
        facts.append(("Time", minutes_words(self.prompt.minutes)))
        rows = []
        for label, words in facts:
            lines = wrap(words, self.room - LABEL)
            rows.append(row(Piece(pad(label, LABEL), "quiet"), lines[0]))
            rows += [row(" " * LABEL, line) for line in lines[1:]]
        return rows

    def usual(self) -> str:
        return NOTHING_KEPT if self.prompt.leaves_nothing else STAYS
