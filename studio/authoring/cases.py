"""A test of an exercise as something to begin from: its answers, and what was before.

For: `studio preview --answers`. The test is played once, with the follow-ups it goes on
to, by what is handed in; imports the tests and the preview.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from studio.authoring.expectations import plain
from studio.authoring.later import first_of
from studio.authoring.preview import Begun
from studio.authoring.replay import Given
from studio.authoring.trials import Failed, Play, Stage
from studio.errors import StudioError
from studio.format.language_tags import tag
from studio.format.nodes import Mapping as Block
from studio.format.problems import Problems, nearest, render
from studio.format.trials import Test, nodes_in, read_trials
from studio.library.library import Library, contents, shipped, shown
from studio.practice.unstored import Unstored


@dataclass(frozen=True)
class Case:
    """What a test answers, by address, and what its session begins from; nothing, for none.

    `later` are its answers to follow-ups, by name.
    """

    given: Given = field(default_factory=Given)
    later: Mapping[str, Given] = field(default_factory=dict)
    begun: Begun | None = None

    @property
    def language(self) -> str:
        """The language it runs in, as files are named; "" where it does not say."""
        return self.begun.language if self.begun is not None else ""

    def begun_in(self, language: str) -> Begun | None:
        """The same beginning in another language."""
        return None if self.begun is None else replace(self.begun, language=language)


def from_case(path: Path, name: str, home: Path, play: Play) -> Case:
    """A test of an exercise file. `home` is a folder of the preview's own.

    What the test keeps beforehand, and its past sessions, are put there. StudioError when
    there is no such test, or it does not get through.
    """
    file = path.with_name(f"{path.stem}.test.yml")
    if not file.is_file():
        raise StudioError(f"{shown(path)} has no tests beside it.", f"They stand in {file.name}.")
    problems = Problems()
    library = Library([path.resolve().parent.parent, shipped()])
    tests = read_trials(
        contents(file), shown(file), lambda _: library.draught(path).exercise,
        library.shelf, problems,
    )  # fmt: skip
    test = _named(tests, name, file)
    stage = Stage(test, home, [path.resolve().parent.parent], play, problems, {})
    _none_of(problems)
    with suppress(Failed):  # its problem is noted
        stage.past()
    _none_of(problems)
    stage.keep()
    session = stage.begin(test.trial.exercise).session
    sitting = Unstored(session, stage.desk.store, monotonic=stage.time.monotonic)
    play(test.node, sitting, stage.desk, stage.time, problems)
    _none_of(problems)
    given = Given()
    given.learn(sitting.session)
    return Case(given, _later(test, sitting, stage, play), _begun(test, stage))


def _later(test: Test, first: Unstored, stage: Stage, play: Play) -> dict[str, Given]:
    """What the test answers in follow-ups, as far as it gets through them."""
    found: dict[str, Given] = {}
    if not first.over:
        return found
    for one, node in zip(test.trial.then, nodes_in(test.node.get("then")), strict=True):
        if one.followup not in test.exercise.followups or one.followup in found:
            continue
        folder = stage.desk.library.folders[0]
        before = first_of(first.session, one.followup, first.identity, stage.desk, folder)
        session = before.begin(test.trial.seed)
        sitting = Unstored(session, before.desk.store, monotonic=stage.time.monotonic)
        play(node, sitting, before.desk, stage.time, Problems())
        found[one.followup] = Given()
        found[one.followup].learn(session)
    return found


def _none_of(problems: Problems) -> None:
    if problems.errors:
        raise StudioError(render(problems.errors[0]).split("\n")[0], problems.errors[0].hint)


def _begun(test: Test, stage: Stage) -> Begun:
    trial = test.trial
    kept, past = _written(test.node, "kept"), _written(test.node, "past")
    return Begun(stage.start, trial.now, trial.seed, tag(trial.language), kept, past)


def _written(node: Block, key: str) -> object:
    found = node.get(key)
    return None if found is None else plain(found)


def _named(tests: tuple[Test, ...], name: str, file: Path) -> Test:
    by_name: Mapping[str, Test] = {one.name: one for one in tests}
    if name in by_name:
        return by_name[name]
    close = nearest(name, by_name)
    raise StudioError(
        f"There is no test `{name[:60]}` in {shown(file)} that can be played.",
        f"Did you mean `{close}`?" if close else f"There are {', '.join(by_name) or 'none'}.",
    )
