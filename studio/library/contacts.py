"""The lines people can call or write to, for the help screen and the `contacts` step.

Imports the format's reader and nothing else of the program.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.library.library import contents, shipped

if TYPE_CHECKING:
    from studio.format.contacts import Contact

ANYWHERE = "any"


def contacts(
    country: str, topic: str = "crisis", folder: Path | None = None
) -> tuple[Contact, ...]:
    """Lines of a country (two-letter code, either case) for a topic; then those for anywhere.

    `topic` is "crisis", "abuse" or "young". A country without lines of its own
    gets those for anywhere, so that nobody is left without one.
    """
    code = country.upper()
    lines = all_lines(folder or shipped())
    own = [one for one in lines if one.topic == topic and one.country == code]
    return (*own, *(one for one in lines if one.topic == topic and one.country == ANYWHERE))


def countries(folder: Path | None = None) -> dict[str, str]:
    """The countries with lines of their own: code -> name, by name."""
    lines = all_lines(folder or shipped())
    found = {one.country: one.country_name for one in lines if one.country != ANYWHERE}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def emergency(country: str, folder: Path | None = None) -> str:
    """The emergency number of a country, or words that stand for it."""
    lines = all_lines(folder or shipped())
    for one in lines:
        if one.country == country.upper():
            return one.emergency
    return next((one.emergency for one in lines if one.country == ANYWHERE), "your local number")


@cache
def all_lines(folder: Path) -> tuple[Contact, ...]:
    """Every line of the shipped file. StudioError when it is gone or broken."""
    from studio.format.contacts import read_contacts
    from studio.format.problems import Problems

    file = folder / "common" / "contacts.yml"
    problems = Problems()
    found = read_contacts(contents(file), str(file), problems)
    if problems.errors:
        raise StudioError(
            f"The list of people to call, {file}, has mistakes in it.",
            "`studio check` on that file shows them. findahelpline.com lists lines by country.",
        )
    return found
