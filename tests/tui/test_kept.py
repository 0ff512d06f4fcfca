"""What is kept, looked through: collections, things, words changed, a thing taken out."""

from __future__ import annotations

from datetime import UTC, datetime

from studio.practice.kept_things import Field, Thing
from tests.tui.conftest import Open
from tests.tui.doubles import FakeDesk

DAY = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)


def thing(number: int, line: str, *more: Field) -> Thing:
    return Thing(f"t{number}", line, (Field("line", "What went right", line, True), *more), DAY)


def wins(count: int) -> tuple[Thing, ...]:
    return tuple(thing(number, f"win number {number}") for number in range(count))


def reading() -> Thing:
    fields = (
        Field("cue", "What was seen", "No reply for two days.", True),
        Field("alternatives", "Other readings", "Her week is full.", False),
        Field("belief_after", "Afterwards", "5", False),
    )
    return Thing("r1", "Her week is full.", fields, DAY)


def desk() -> FakeDesk:
    return FakeDesk(keeps={"readings": (reading(),), "values": wins(2), "wins": wins(40)})


TAB = ("l", "right", "right")


async def test_the_tab_shows_collections_with_counts_and_the_newest_of_the_marked(
    studio: Open,
) -> None:
    async with studio(desk()) as shown:
        await shown.press(*TAB)
        assert "› Readings 1" in shown.text
        assert "Values 2" in shown.text
        assert "  Her week is full." in shown.text
        await shown.press("right", "right")
        assert "› Wins 40" in shown.text
        assert "  win number 0" in shown.text


async def test_a_thing_of_many_words_is_seen_to_go_on(studio: Open) -> None:
    long = thing(1, " ".join(f"word{number}" for number in range(60)))
    async with studio(FakeDesk(keeps={"wins": (long,)})) as shown:
        await shown.press(*TAB)
        begun = next(at for at, line in enumerate(shown.lines) if "word0 " in line)
        assert shown.lines[begun + 1].rstrip().endswith("…")
        assert "word" not in shown.lines[begun + 2]


async def test_many_collections_stay_on_the_screen_with_the_mark(studio: Open) -> None:
    many = FakeDesk(keeps={f"collection number {n}": wins(1) for n in range(60)})
    async with studio(many) as shown:
        await shown.press(*TAB, "end")
        assert "› Collection number 59 1" in shown.text
        await shown.press("home")
        assert "› Collection number 0 1" in shown.text
        assert "more below" in shown.text


async def test_a_thing_reads_whole_with_its_day(studio: Open) -> None:
    async with studio(desk()) as shown:
        await shown.press(*TAB, "enter")
        assert "› Her week is full." in shown.text
        assert "2 November · What was seen: No reply for two days." in shown.text
        await shown.press("enter")
        for words in ("What was seen", "│ No reply for two days.", "Other readings", "│ 5"):
            assert words in shown.text
        await shown.press("b", "b")
        assert "› Readings 1" in shown.text


async def test_words_are_changed_in_place(studio: Open) -> None:
    the_desk = desk()
    async with studio(the_desk) as shown:
        await shown.press(*TAB, "enter", "e")
        assert "No reply for two days." in shown.text  # the one field with words of one's own
        await shown.press("ctrl+u", *"None yet.")
        await shown.press("enter")
        assert the_desk.reworded == [("r1", {"cue": "None yet."})]
        assert "Changed." in shown.text


async def test_several_fields_are_chosen_from_and_esc_changes_nothing(studio: Open) -> None:
    two = thing(1, "a walk", Field("kind", "Kind", "small", True))
    the_desk = FakeDesk(keeps={"wins": (two,)})
    async with studio(the_desk) as shown:
        await shown.press(*TAB, "enter", "e")
        assert "Which words would you like to change?" in shown.text
        await shown.press("down", "enter")
        assert "Esc leaves it as it was." in shown.text
        await shown.press("x", "escape", "b")
        assert the_desk.reworded == []
        assert "› a walk" in shown.text


async def test_long_words_have_a_field_of_several_lines(studio: Open) -> None:
    long = "I stayed although it was late, and listened until the end of the story he told."
    the_desk = FakeDesk(keeps={"wins": (thing(1, long),)})
    async with studio(the_desk) as shown:
        await shown.press(*TAB, "enter", "e")
        assert "Ctrl+N take it" in shown.text
        await shown.press(*" Yes.", "ctrl+n")
        assert the_desk.reworded == [("t1", {"line": f"{long} Yes."})]


async def test_no_words_at_all_are_no_change(studio: Open) -> None:
    the_desk = FakeDesk(keeps={"wins": wins(1)})
    async with studio(the_desk) as shown:
        await shown.press(*TAB, "enter", "e", "ctrl+u", "enter")
        assert "A word or two is needed." in shown.text
        assert the_desk.reworded == []


async def test_a_thing_goes_only_after_asking(studio: Open) -> None:
    the_desk = desk()
    async with studio(the_desk) as shown:
        await shown.press(*TAB, "right", "enter", "D")
        assert "Remove this? It cannot be brought back." in shown.text
        assert "The session it came from stays as it is." in shown.text
        await shown.press("1")
        assert len(the_desk.keeps["values"]) == 2
        await shown.press("D", "2")
        assert [one.id for one in the_desk.keeps["values"]] == ["t1"]
        assert "Removed." in shown.text
        await shown.press("D", "2")
        assert "Nothing is left in here." in shown.text
        await shown.press("b")
        assert "Values 0" in shown.text


async def test_find_leads_to_the_thing_itself(studio: Open) -> None:
    async with studio(desk()) as shown:
        await shown.press("slash", *"week is", "enter")
        assert "│ No reply for two days." in shown.text
