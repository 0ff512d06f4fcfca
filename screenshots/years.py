"""What the screens show after a year, for each of three kinds of people.

For: pictures that are looked at, and tests of what they say. The year is lived by
`screenshots.year`; here it is looked back on, on the evening of all pictures.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from screenshots.stage import Look, Stage, on_stage
from screenshots.year import PEOPLE, Person, lived

LOOK = Look("dusk", (80, 24), "years")
ALONG = 40
"""Screens of an exercise that are gone past at most, on the way to one that is wanted."""


async def looking_back(stage: Stage, name: str) -> None:
    """Today, then every tab of Look back, with two series and one collection."""
    await stage.take(f"{name}-today", "Today", "All exercises")
    await stage.press("l")
    await stage.take(f"{name}-list", "Look back")
    await stage.press("left")
    await stage.take(f"{name}-calendar", "November", "of the last 14 days.")
    await stage.press("tab", "tab")
    await stage.take(f"{name}-trends", "Upset or tense:", "each month, the one in the middle")
    await stage.press("down")
    await stage.take(f"{name}-trends-next", "Shown: 2 of")
    await stage.press("up", "up")
    await stage.press(*["down"] * 60)
    await stage.take(f"{name}-indicators", "Shown:")
    await stage.press("tab")
    await stage.take(f"{name}-kept", "Enter open")
    await stage.press("end", "left", "enter")
    await stage.take(f"{name}-things", "e changes the words")
    await stage.press("escape", "escape")


async def the_week(stage: Stage, name: str) -> None:
    """The weekly log as far as the picture of the last weeks."""
    await stage.open("weekly-log")
    await stage.press("enter")
    await stage.take(f"{name}-week", "this week.")
    await along(stage, "The last eight weeks.")
    await stage.take(f"{name}-weeks", "The last eight weeks.")
    await stage.press("v")
    await stage.take(f"{name}-weeks-picture", "The last eight weeks.")
    await stage.press("q", "3", "2")


async def checking_in(stage: Stage, name: str) -> None:
    """What a check-in shows of the time since."""
    await stage.open("check-in")
    await stage.press("enter")
    await stage.answer("1")
    await stage.take(f"{name}-since", "ince")
    await stage.press("q", "3", "2")


async def along(stage: Stage, words: str) -> None:
    """Leave questions out until these words are on the screen."""
    for _ in range(ALONG):
        if words in " ".join(stage.lines):
            return
        await stage.press("escape", "s")  # the menu's own way, from a field and from elsewhere
    await stage.until(words)


async def in_doubt(stage: Stage, name: str) -> None:
    """The first card that doubt is met with."""
    await stage.open("revisit-evidence")
    await stage.press("enter")
    await stage.write("I have not changed at all.")
    await stage.answer("8")
    await along(stage, "Does it speak to the doubt?")
    await stage.take(f"{name}-evidence", "Does it speak to the doubt?")
    await stage.press("q", "3", "2")


Walk = Callable[[Stage, str], Awaitable[None]]
WALKS: dict[str, tuple[Walk, ...]] = {
    "every-evening": (looking_back, the_week, checking_in),
    "when-it-storms": (looking_back, in_doubt),
    "in-few-words": (looking_back, the_week),
}


async def pictures(person: Person, home: Path, look: Look = LOOK) -> dict[str, str]:
    """Every picture of a person's year, by name; `home` holds the year, or is empty."""
    if not (home / "data").exists():
        lived(person, home)
    found: dict[str, str] = {}
    async with on_stage(home, look) as stage:
        for walk in WALKS[person.name]:
            await walk(stage, person.name)
        found |= stage.pictures
    return found


async def all_pictures(homes: Path, look: Look = LOOK) -> dict[str, str]:
    """Those of every person; `homes` is an empty folder to work in."""
    found: dict[str, str] = {}
    for person in PEOPLE:
        home = homes / person.name
        home.mkdir()
        found |= await pictures(person, home, look)
    return found
