"""The questions of others in the monthly set: as they were published, with whose they are."""

from __future__ import annotations

from datetime import UTC, datetime

from studio.engine import events as ev
from studio.engine.prompts import ChoicePrompt
from studio.engine.session import Session
from studio.format.markdown import Line
from studio.library.library import Library, shipped

STARTED = datetime(2026, 4, 10, 10, 0, tzinfo=UTC)
CREDIT = "Office for National Statistics, Open Government Licence v3"
PUBLISHED = [
    "Overall, how satisfied are you with your life nowadays?",
    "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    "Overall, how happy did you feel yesterday?",
    "Overall, how anxious did you feel yesterday?",
    "How often do you feel lonely?",
]
OFTEN = ["often or always", "some of the time", "occasionally", "hardly ever", "never"]


def words(prose: tuple[Line, ...]) -> str:
    return " ".join("".join(span.text for span in line) for line in prose)


def test_questions_of_others_are_as_published_and_say_whose_they_are() -> None:
    exercise = Library([shipped()]).exercise("check-in")
    session = Session(exercise, started=STARTED)
    asked = []
    while not session.over:
        view = session.view
        if words(view.help) == CREDIT:
            asked.append(words(view.text))
        if words(view.text) == PUBLISHED[-1]:
            assert isinstance(view.prompt, ChoicePrompt)
            assert [one.label for one in view.prompt.options] == OFTEN
        if view.kind == "choice" and view.required:
            session.send(ev.Answer({"value": "alone"}), session.now + 1)
        else:
            session.send(ev.Skip() if "skip" in view.allowed else ev.Next(), session.now + 1)
    assert asked == PUBLISHED
