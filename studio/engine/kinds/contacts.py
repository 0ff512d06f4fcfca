"""contacts: people to call or write to; the front end knows the country."""

from __future__ import annotations

from studio.engine.kind import Kind, Moment
from studio.engine.kinds.say import no_words, refuse_answer
from studio.engine.prompts import ContactsPrompt, Prompt
from studio.format.kinds.contacts import Contacts


def _prompt(step: Contacts, moment: Moment) -> Prompt:
    del moment
    return ContactsPrompt(step.topic)


KIND = Kind(_prompt, refuse_answer, no_words)
