"""People to call or write to, by country: `contacts.yml` of the shipped ground pack.

Numbers go stale, so every line says where it was seen and when it was last
compared with that. Imports the reader; never opens a file, knows no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from studio.format.keys import Label, Named, OneOf, key
from studio.format.linking import Scope
from studio.format.packs import Shelf, check_format, root_of
from studio.format.parts import PARTS, Part
from studio.format.problems import Problems
from studio.format.reading import ALSO, Reader
from studio.format.sites import Sites
from studio.format.source import read

TOPICS = ("crisis", "abuse", "young")
ANYWHERE = "any"
STALE = 365  # days after which a line is looked at again


@dataclass(frozen=True, kw_only=True)
class Contact(Part):
    """One line: whom to reach, how, and how far it was checked.

    `country` is a two-letter code, or "any"; `emergency` that country's emergency
    number. `checked_on` is a day, year first. `status`: "verified" at the line's
    own record, "verified-2" quoted alike in several places, "listed" taken as
    certain and not compared yet.
    """

    part: ClassVar[str] = "contact"
    country: str = key(Label(), "two-letter code, or `any`", required=True, default="")
    country_name: str = key(Label(), "what the country is called", required=True, default="")
    emergency: str = key(Label(), "the number for danger right now", required=True, default="")
    topic: str = key(OneOf(TOPICS), "what it is for", required=True, default="")
    label: str = key(Label(), "who answers", required=True, default="")
    number: str = key(Label(), "where to reach them", required=True, default="")
    how: str = key(Label(), "call, text, or both", required=True, default="")
    hours: str = key(Label(), "when somebody is there, where that is known", default="")
    status: str = key(
        OneOf(("verified", "verified-2", "listed")), "how it was checked", required=True, default=""
    )
    checked_on: str = key(Label(), "the day it was last compared", required=True, default="")
    source: str = key(Label(), "where it was seen", required=True, default="")


@dataclass(frozen=True, kw_only=True)
class ContactFile:
    """A whole `contacts.yml`."""

    place: object = None
    contacts: dict[str, Contact] = key(Named("contact"), "the lines", required=True, default={})


PARTS[Contact.part] = Contact
ALSO[ContactFile] = ("format",)


def read_contacts(data: bytes, file: str, problems: Problems) -> tuple[Contact, ...]:
    """The lines of a file, in order; mistakes go to `problems`."""
    root = root_of(read(data, file, problems), problems)
    if root is None or not check_format(root, problems):
        return ()
    reader = Reader(Scope(owner="", shelf=Shelf(), pack=None), problems, Sites())
    found = reader.block(ContactFile, root, what="A contacts file")
    lines = tuple(found.contacts.values()) if found is not None else ()
    for line in lines:
        if line.checked_on and day_of(line.checked_on) is None:
            problems.error(
                "P207",
                line.place,
                f"`checked_on` of this line is no day: “{line.checked_on[:20]}”.",
                "Write the year, month and day, such as 2026-11-22.",
            )
    return lines


def day_of(text: str) -> date | None:
    """A day written year first, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def watch_age(lines: tuple[Contact, ...], today: date, problems: Problems) -> None:
    """Warn of lines that were last checked too long ago."""
    for line in lines:
        day = day_of(line.checked_on)
        if day is not None and (today - day).days > STALE:
            problems.warning(
                "P903",
                line.place,
                f"This line was last checked on {day.isoformat()}.",
                "Compare it with its source, then write the new day under `checked_on`.",
            )
