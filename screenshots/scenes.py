"""What a person does, and where a picture is taken.

For: walks through the shipped exercises with plausible answers. Each is a
function of the stage; `WALKS` names them all. The words are made up.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path

from screenshots.stage import NOW, Look, Stage, on_stage
from studio.plain.door import Door
from studio.plain.lines import VirtualTime
from studio.plain.visit import run_answers
from studio.practice.desk import open_desk
from studio.store.faults import StoreError

CUE = "My message shows as read. No reply for two days."
READING = "She is done with me."
ONE, TWO = "She saw it at work and meant to answer later.", "Her week is full."
FACT = "you told the story about me at dinner"
NEED = "to hear about it before others do"
REQUEST = "check with me first this week"
MINE = "Please ask me before you tell that one. I'd like to laugh too."

THURSDAY = f"""\
answers:
  mode: event
  cue: {CUE}
  distress_before: 6
  first_reading: {READING}
  first_likely_before: 8
  blame: mine
  looked_through: [timing, mood_load]
  alts:
    - text: {ONE}
      lens: timing
      plausible: 7
    - text: {TWO}
      lens: mood_load
      plausible: 6
  first_likely_after: 5
  stance: cannot_tell
  next: wait
  distress_after: 5
  saved: [readings]
  check_back: three_days
skips: [helped]
"""
MONDAY = """\
answers:
  distress_before: 6
  pace: gentle
  length: one
  distress_after: 4
  noticed: calmer
skips: [again, helped]
"""


def past_days(home: Path) -> None:
    """Two evenings of practice, the last of which is to be come back to today."""
    practised(home, "grounding-breath", 6, MONDAY)
    practised(home, "two-interpretations", 3, THURSDAY)


def nine_weeks(home: Path) -> None:
    """Two breaths a week, easier with time though not every time."""
    for days, (before, after) in zip(range(62, 0, -4), RATED, strict=True):
        answers = MONDAY.replace("before: 6", f"before: {before}")
        answers = answers.replace("after: 4", f"after: {after}")
        practised(home, "grounding-breath", days, answers)


RATED = (
    (7, 6), (7, 7), (7, 5), (6, 6), (7, 5), (6, 5), (7, 6), (7, 4),
    (6, 4), (5, 4), (7, 5), (6, 3), (5, 3), (6, 4), (5, 2), (4, 3),
)  # fmt: skip


def practised(home: Path, exercise: str, days: int, answers: str) -> None:
    """One session so many days ago, an evening's time of day."""
    time = VirtualTime(NOW - timedelta(days=days, minutes=24))
    desk = open_desk(home=home, wall=time.now, monotonic=time.monotonic)
    file = home / f"{exercise}.yml"
    file.write_text(answers, encoding="utf-8")
    problems = run_answers(desk, exercise, file, time=time, out=Door(StringIO()))
    file.unlink()
    if problems:
        raise ValueError([problem.message for problem in problems])


async def readings(stage: Stage) -> None:
    """Something that happened, from the card to the end."""
    await stage.open("two-interpretations")
    await stage.take("card", "Two other readings", "What is known", "Enter begin")
    await stage.press("enter")
    await stage.take("choice", "What shall we look at?", "1 ○ something that happened")
    await stage.press("1")
    await stage.take("choice-marked", "› 1 ● something that happened")
    await stage.press("enter")
    await stage.type(CUE)
    await stage.take("text", "The facts only.", CUE, "Ctrl+C stop")
    await stage.press("enter")
    await stage.take("scale-before", "How upset or tense", "Type a number")
    await stage.answer("6")
    await stage.write(READING)
    await stage.take("scale-with-pins", "How likely does that feel?", READING)
    await stage.answer("8")
    await stage.answer("1")
    await stage.take("say", "Hold that one.", "No need to argue.")
    await stage.press("enter")
    await stage.press("2", "3")
    await stage.take("choices", "Pick two or more", "[x] timing", "2 chosen.")
    await stage.press("enter")
    await stage.type(ONE)
    await stage.take("list-first", "They don't have to be nice.", ONE)
    await stage.press("enter")
    await stage.write(TWO)
    await stage.press("enter", "1")
    await stage.take("list-which", "Which one is it?")
    await stage.press("enter", "7", "enter", "2", "enter", "6")
    await stage.take("list-rated", ONE, TWO, "7", "6")
    await stage.press("enter")
    await stage.take("scale-after", "And the first one. How likely does it feel now?")
    await stage.press("5")
    await stage.press("enter")
    await stage.take("scale-revealed", "You said 8 earlier and 5 now.", "▲ earlier", "● now")
    await stage.press("enter")
    await stage.answer("3")
    await stage.answer("2")
    await stage.answer("5")
    await stage.press("enter")
    await stage.take("keep", "Keep these readings", ONE, "Not this time")
    await stage.answer("1")
    await stage.press("3")
    await stage.take("schedule", "Check back on what turned out?", "Wednesday 25 November")
    await stage.press("enter")
    await stage.take("helped", "Did this help")
    await stage.press("s")
    await stage.take("end", "You stopped and looked for other ways to read it.", "Enter Today")
    await stage.press("v")
    await stage.take("end-read", CUE)


async def scan(stage: Stage) -> None:
    """The body scan with its map."""
    await stage.open("body-scan")
    await stage.press("enter")
    await stage.take("care-choice", "Attention to the body can stir things up")
    await stage.answer("1")
    await stage.answer("4")
    await stage.answer("1")
    await stage.take("choice-two-lines", "How would you like to be?")
    await stage.answer("1")
    await stage.press("s", "s", "s", "s")
    await stage.let_pass(8)
    await stage.take("bodyscan", "Belly", "part 5 of 12", "Space pause", "█")
    await stage.press("space")
    await stage.take("pause", "Paused. Nothing is running.", "› Enter go on")
    await stage.press("enter", "s", "s", "s", "s", "s", "s", "s", "s")
    await stage.press("3", "5")
    await stage.take("choices-many", "What stood out?", "[x] tight")
    await stage.press("enter")
    await stage.take("places", "Where?")


async def outside(stage: Stage) -> None:
    """A timed step without a map."""
    await stage.open("body-scan")
    await stage.press("enter")
    await stage.answer("3")
    await stage.let_pass(12)
    await stage.take("timed", "Three things you can see.", "part 1 of 3")


async def breath(stage: Stage) -> None:
    """In, and out; then a rise."""
    await stage.open("grounding-breath")
    await stage.press("enter")
    await stage.take("care-say", "If you get dizzy")
    await stage.press("enter")
    await stage.take("say-first", "A short breathing break.")
    await stage.press("enter")
    await stage.answer("4")
    await stage.answer("1")
    await stage.answer("1")
    await stage.let_pass(2)
    await stage.take("breathe-in", " in ", "breath 1 of 6", "Press o to let the line go.")
    await stage.let_pass(4)
    await stage.take("breathe-out", " out ", "breath 1 of 6")
    await stage.press("o")
    await stage.take("breathe-own", "your own pace")
    await stage.let_pass(60)
    await stage.take("breathe-over", "That is all of it.")
    await stage.press("enter")
    await stage.press("enter")
    await stage.answer("8")
    await stage.press("enter")
    await stage.take("rise", "That climbed. Thanks for telling me.", "› 1", "Keep going")
    await stage.press("2")
    await stage.take("contacts", "Samaritans", "116 123")


async def words(stage: Stage) -> None:
    """The danger gate, and a script from one's own words; left open at the end."""
    await stage.open("boundary-scripting")
    await stage.press("enter")
    await stage.take("gate", "Could saying it make you less safe?", "I'd rather not say")
    await stage.answer("1")
    await stage.write("Stories about me are mine to tell.")
    await stage.take("choice-own", "Who would you say it to?", "0")
    await stage.answer("1")
    await stage.answer("3")
    await stage.write(FACT)
    await stage.take("feelings", "I feel... (one word)")
    if stage.narrow:  # groups, and then words
        await stage.press("1", "enter", "3")
    else:
        await stage.press("right", "right", "right")
    await stage.take("feelings-marked", "I feel... (one word)", "let down")
    await stage.press("enter")
    await stage.type(NEED)
    await stage.take("compose-live", "What I need is...", NEED, "of 12 words")
    await stage.press("enter")
    await stage.write(REQUEST)
    await stage.take("consequence", "If it goes on, I'll...")
    await stage.press("q")
    await stage.take("stop", "Stopped. What you wrote is kept.", "Come back to it later")
    await stage.press("4")
    await stage.press("l")
    await stage.take("so-far", FACT, NEED)
    await stage.press("escape")
    await stage.press("q", "2")


async def drafts(stage: Stage) -> None:
    """Taking up what was left open, and the drafts made of it."""
    await stage.press("enter")
    await stage.take("resume", "is waiting.", "› 1 Go on at step", "Erase it")
    await stage.press("1")
    await stage.until("Could saying it make you less safe?")
    await stage.answer("1")
    await stage.until("If it goes on")
    await stage.answer("1")
    await stage.until("Is this step")
    await stage.mark("1", "2", "3", "4")
    await stage.answer("2")
    await stage.take("compose-drafts", "Three drafts.", FACT, "let down")
    await stage.press("3")
    await stage.take("compose-firm", "Three drafts.", "I've said this before.")
    await stage.press("2", "enter")
    await stage.take("rewrite", "Make it yours.", "of 40 words")
    await stage.press(*["ctrl+e", "ctrl+u", "backspace"] * 4)
    await stage.type("You always tell that one. ")
    await stage.take("rewrite-own", "always", "of 40 words")
    await stage.press(*["ctrl+e", "ctrl+u", "backspace"] * 4)
    await stage.type(MINE)
    await stage.press("ctrl+n")
    await stage.mark("1", "2")
    await stage.take("timed-script", "Say it out loud")
    await stage.press("enter")
    await stage.let_pass(9)
    await stage.take("timed-script-running", "part 1 of 2")
    await stage.press("s", "s")
    await stage.answer("1")
    await stage.write("I mean it kindly, and I mean it.")
    await stage.answer("6")
    await stage.press("enter")
    await stage.take("text-optional", "When and where might you say it?")
    await stage.press("enter")


async def around(stage: Stage) -> None:
    """Today with something open and due, and the screens around it."""
    await stage.take(
        "today", "Left open", "To come back to", "what turned out?", "One idea for now"
    )
    await stage.press("down", "down", "down")
    await stage.take("today-packs", "All exercises")
    await stage.press("enter")
    await stage.take("pack", "Quick body scan")
    await stage.press("b")
    await stage.press("h")
    await stage.take("people", "You don't have to handle this alone.", "116 123")
    await stage.press("c")
    await stage.type("ir")
    await stage.take("country", "Ireland")
    await stage.press("escape", "q")
    await stage.press("k")
    await stage.take("keys", "Ctrl+X")
    await stage.press("escape")
    await stage.press("slash")
    await stage.type("re")
    await stage.take("find", "Two other readings")
    await stage.press("escape")
    await stage.press("l")
    await stage.take("look-back", "Two other readings", "19 Nov")
    await stage.press("enter")
    await stage.take("outcome", CUE, READING)
    await stage.press("escape", "right", "right")
    await stage.take("kept", "Readings")
    await stage.press("escape", "w")
    await stage.type("I waited a day and answered in two sentences.")
    await stage.take("capture", "What went right? One line.")
    await stage.press("escape", "q", "3", "2")
    await stage.press("m")
    await stage.take("mood", "How upset or tense")
    await stage.press("q", "1")
    await stage.press("home", "down", "enter")
    await stage.take("followup", "What turned out?", READING)


async def first_day(stage: Stage) -> None:
    """Today for somebody who has not practised here yet."""
    await stage.take("today-first-day", "One idea for now", "All exercises")
    await stage.press("l")
    await stage.take("look-back-empty", "Nothing here yet")


async def disk_full(stage: Stage) -> None:
    """An answer that does not reach the disk."""
    await stage.open("two-interpretations")
    await stage.press("enter")
    await stage.answer("1")
    await stage.type(CUE)

    def full(*_: object) -> None:
        raise StoreError(
            "No room is left on /home.",
            "Free some room there and try again; what was saved before is intact.",
            kind="no_space",
        )

    stage.app.desk.store.save_draft = full  # type: ignore[method-assign]
    await stage.press("enter")
    await stage.take(
        "not-saved", "Your last answer is not on disk yet.", "No room is left on /home."
    )
    await stage.press("4")
    await stage.take("not-saved-step", "not on disk yet")


async def over_time(stage: Stage) -> None:
    """Two months later: which days, and how it went."""
    await stage.press("l", "left")
    await stage.take("calendar", "November", "of the last 14 days")
    await stage.press("tab", "tab")
    await stage.take("trends", "Upset or tense", "before ○", "first month")
    await stage.press("v")
    await stage.take("trends-numbers", "4 before, 3 after")


async def first_run(stage: Stage) -> None:
    """The three first screens."""
    await stage.take("first-run-1", "This is a practice space, not therapy", "1 of 3")
    await stage.press("enter")
    await stage.take("first-run-2", "Who else uses this computer?", "2 of 3")
    await stage.answer("1")
    await stage.take("first-run-3", "How should it look and move?", "3 of 3")


@dataclass(frozen=True)
class Walk:
    """A walk and the home it begins in; walks with one home come one after another."""

    goes: Callable[[Stage], Awaitable[None]]
    home: str
    new: bool = False
    before: Callable[[Path], None] | None = None


WALKS = (
    Walk(first_run, "new", new=True),
    Walk(first_day, "first"),
    Walk(readings, "first"),
    Walk(scan, "second"),
    Walk(outside, "third"),
    Walk(breath, "third"),
    Walk(disk_full, "fourth"),
    Walk(words, "evening", before=past_days),
    Walk(around, "evening"),
    Walk(drafts, "evening"),
    Walk(over_time, "autumn", before=nine_weeks),
)

TELLING = frozenset({
    "today", "card", "text", "scale-revealed", "list-rated", "feelings", "compose-drafts",
    "bodyscan", "breathe-in", "people", "gate", "keep", "end", "outcome", "choices",
    "calendar", "trends",
})  # fmt: skip
"""The pictures worth having on a large and on a small screen too."""

LOOKS = (
    Look("dusk", (80, 24), "dusk"),
    Look("paper", (80, 24), "paper"),
    Look("dusk", (200, 50), "wide", TELLING),
    Look("paper", (40, 12), "small", TELLING),
)


async def pictures(homes: Path, look: Look, only: str = "") -> dict[str, str]:
    """Every picture of this look, by name; `homes` is an empty folder to work in.

    `only` is a home: the walks that begin in others are left out.
    """
    found: dict[str, str] = {}
    for walk in WALKS:
        if only and walk.home != only:
            continue
        home = homes / walk.home
        if not home.exists():
            home.mkdir()
            if walk.before is not None:
                walk.before(home)
        async with on_stage(home, look, **({"seen_first_run": False} if walk.new else {})) as stage:
            await walk.goes(stage)
            found |= stage.pictures
    return found
