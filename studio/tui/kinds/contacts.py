"""contacts: people to call or write to, for the person's country."""

from __future__ import annotations

from studio.engine.prompts import ContactsPrompt
from studio.tui.paper import Paper
from studio.tui.rows import BLANK, Piece, Row, row, wrap, wrap_pieces

DANGER = "In danger right now, or about to act?"
EMERGENCY = "Call your local emergency number"
TALK = "Want to talk to someone?"
ANYWHERE = "Anywhere: findahelpline.com lists lines by country."


class ContactsBody(Paper):
    """The lines of a topic, the emergency number first. Read, then Next."""

    def drawn(self) -> list[Row]:
        assert isinstance(self.view.prompt, ContactsPrompt)
        found = self.look.contacts(self.view.prompt.topic)
        number = f" ({found.emergency})" if found.emergency else ""
        call = wrap(f"{EMERGENCY}{number}.", self.room - 2)
        rows = [row(DANGER), *(row("  ", Piece(line, "question")) for line in call), BLANK]
        rows.append(row(TALK))
        for line in found.lines:
            said = " ".join(part for part in (line.how, line.hours) if part)
            pieces = [Piece(f"{line.name}: "), Piece(line.number, "question")]
            pieces += [Piece(f"   {said}", "quiet")] if said else []
            wrapped = wrap_pieces(pieces, self.room - 2)
            rows += [row("  ", *pieces) for pieces in wrapped]
        rows += [row("  ", line) for own in found.own for line in wrap(own, self.room - 2)]
        rows += [BLANK, *(row(line) for line in wrap(ANYWHERE, self.room))]
        notice = wrap(found.notice, self.room) if found.notice else []
        return [*rows, *(row(Piece(line, "quiet")) for line in notice)]

    def usual(self) -> str:
        assert isinstance(self.view.prompt, ContactsPrompt)
        country = self.look.contacts(self.view.prompt.topic).country
        return f"Lines for {country}." if country else ""
