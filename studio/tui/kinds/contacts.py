"""contacts: people to call or write to, for the person's country."""

from __future__ import annotations

from studio.engine.prompts import ContactsPrompt
from studio.engine.view import View
from studio.tui.body import Look
from studio.tui.contact_rows import contact_rows
from studio.tui.paper import Paper
from studio.tui.rows import Row

NO_COUNTRY = "h, then c, shows the lines of your country."


class ContactsBody(Paper):
    """The lines of a topic, the emergency number first. Read, then Next."""

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        # Without words of its own it is the help screen, and stands where that does.
        self.wants_question = bool(view.text)

    def drawn(self) -> list[Row]:
        assert isinstance(self.view.prompt, ContactsPrompt)
        return contact_rows(self.look.contacts(self.view.prompt.topic), self.room)

    def usual(self) -> str:
        assert isinstance(self.view.prompt, ContactsPrompt)
        country = self.look.contacts(self.view.prompt.topic).country
        return f"Lines for {country}." if country else NO_COUNTRY
