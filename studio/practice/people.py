"""People to talk to: the person's own first, then the lines of their country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from studio.library.contacts import contacts, countries, emergency
from studio.practice.settings import Settings

# Numbers go stale (blueprint 7.6): past a year the screen says so.
FRESH_DAYS = 365


@dataclass(frozen=True)
class ContactLine:
    """One line: "Samaritans", "116 123", "call, free", "24/7"."""

    name: str
    number: str
    how: str
    hours: str


@dataclass(frozen=True)
class Contacts:
    """Whom to reach. `country` is empty until one is chosen; `notice` when lines grew old."""

    country: str
    emergency: str
    lines: tuple[ContactLine, ...]
    own: tuple[str, ...]
    notice: str


def contacts_for(settings: Settings, topic: str, today: date) -> Contacts:
    """Everything the screen of people shows, for one topic ("crisis", "abuse", "young")."""
    found = contacts(settings.country, topic)
    days = [date.fromisoformat(one.checked_on) for one in found if one.checked_on]
    old = bool(days) and (today - min(days)).days > FRESH_DAYS
    return Contacts(
        countries().get(settings.country.upper(), ""),
        emergency(settings.country),
        tuple(ContactLine(one.label, one.number, one.how, one.hours) for one in found),
        settings.contacts,
        "These numbers were checked over a year ago. findahelpline.com has today's." if old else "",
    )
