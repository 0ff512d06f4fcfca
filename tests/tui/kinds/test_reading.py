from dataclasses import dataclass

from studio.engine.events import Next
from studio.engine.prompts import (
    ContactsPrompt,
    EndPrompt,
    Pair,
    PickPrompt,
    ReviewBlock,
    ReviewPrompt,
    SayPrompt,
    Thing,
    Trend,
)
from tests.tui.kinds.host import Person, make_look, press, prose, trial


@dataclass
class Line:
    name: str
    number: str
    how: str
    hours: str


async def test_say_shows_what_follows_the_first_line():
    async with trial("say", SayPrompt(), text=prose("Hold that one.", "No need to argue.")) as (
        app,
        pilot,
    ):
        assert app.shown == "No need to argue."
        await press(pilot, "enter")
        assert app.wanted == [Next()]


async def test_long_reading_scrolls_and_says_so():
    async with trial("say", SayPrompt(), text=prose("One.", *["A line."] * 12)) as (app, pilot):
        assert "more below" in app.note
        await press(pilot, "end")
        await pilot.pause()
        assert app.note == ""


async def test_pick_takes_a_kept_thing_with_its_note_beneath():
    prompt = PickPrompt(
        (Thing("s1", "Please check with me.", "plain · to a friend"), Thing("s2", "Later.")),
        own="write a new line",
    )
    async with trial("pick", prompt) as (app, pilot):
        assert "     plain · to a friend" in app.shown
        await press(pilot, "1", "enter")
        assert app.answers == [{"ref": "s1"}]


async def test_pick_takes_a_new_line():
    async with trial("pick", PickPrompt((Thing("s1", "One."),), own="write a new line")) as (
        app,
        pilot,
    ):
        await press(pilot, "0", *"new", "enter")
        assert app.answers == [{"own": "new"}]


async def test_contacts_show_the_number_for_emergencies_first():
    person = Person(
        lines=(Line("Samaritans", "116 123", "call", "free, 24 hours"),), own=("M., next door",)
    )
    look = make_look(contacts=lambda topic: person)
    async with trial("contacts", ContactsPrompt("crisis"), look=look) as (app, pilot):
        assert "999 or 112" in app.shown.splitlines()[3]
        assert "Samaritans: 116 123   call   free, 24 hours" in app.shown
        assert "M., next door" in app.shown
        await press(pilot, "enter")
        assert app.wanted == [Next()]


async def test_review_says_words_first_and_numbers_on_a_key():
    prompt = ReviewPrompt(
        "trend", trends=(Trend("Calm", "about half, most weeks", (("4 Oct", 3), ("11 Oct", 6))),)
    )
    async with trial("review", prompt) as (app, pilot):
        assert "Calm: about half, most weeks" in app.shown and "11 Oct" not in app.shown
        assert app.body.keys() == (("v", "numbers"),)
        await press(pilot, "v")
        assert "11 Oct      6" in app.shown
        await press(pilot, "enter")
        assert app.wanted == [Next()]


async def test_review_shows_lines_under_their_heading():
    prompt = ReviewPrompt("lines", blocks=(ReviewBlock("Small wins 2", ("I waited.", "I asked.")),))
    async with trial("review", prompt) as (app, pilot):
        assert app.shown.splitlines() == ["Small wins 2", "│ I waited.", "│ I asked."]


async def test_the_end_says_change_in_words_before_numbers():
    prompt = EndPrompt(
        "finished",
        pairs=(Pair("How likely the first reading feels", 8, 5, 0, 10, "lower than before"),),
        kept=((2, "Readings"),),
        coming=(("what turned out?", "Wednesday 25 November"),),
        minutes=6,
    )
    async with trial("end", prompt) as (app, pilot):
        lines = app.shown.splitlines()
        assert lines[0] == "How likely the first reading feels: lower than before."
        assert lines[1].endswith("○   ·   ·   8") and lines[1].startswith("  before")
        assert "Kept     2 in Readings" in app.shown
        assert "Time     6 minutes" in app.shown


async def test_a_rise_is_worth_knowing():
    prompt = EndPrompt("finished", pairs=(Pair("Tense", 3, 7, 0, 10, "higher than before"),))
    async with trial("end", prompt) as (app, pilot):
        assert "higher than before. That is worth knowing." in app.shown


async def test_lines_of_a_paragraph_stand_together_and_paragraphs_a_row_apart():
    text = prose("First.", "One.", "Two.", "Three.", "Four.")
    text = (*text[:3], (), *text[3:])
    async with trial("say", SayPrompt(), text=text) as (app, _):
        assert app.shown.splitlines() == ["One.", "Two.", "", "Three.", "Four."]


async def test_a_list_line_goes_on_under_its_own_words():
    long = "· " + "a pillow under the knees can be kind to the back " * 2
    async with trial("say", SayPrompt(), text=prose("First.", long.strip(), "· short")) as (app, _):
        lines = app.shown.splitlines()
        assert lines[0].startswith("· a pillow")
        assert lines[1].startswith("  ") and not lines[1].startswith("   ")
        assert lines[2] == "· short"


async def test_what_helps_stands_quiet_below_what_is_read():
    async with trial(
        "say", SayPrompt(), text=prose("First.", "One."), help=prose("If it cramps, stop.")
    ) as (app, _):
        assert app.shown.splitlines() == ["One.", "", "If it cramps, stop."]
    async with trial("say", SayPrompt(), text=prose("First."), help=prose("Stop.")) as (app, _):
        assert app.shown.splitlines() == ["Stop."]
