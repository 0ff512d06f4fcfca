from __future__ import annotations

import pytest

from studio.engine.events import Answer, Stop
from studio.errors import StudioError
from studio.library.library import Library, shipped
from studio.practice.desk import Desk
from studio.practice.lock import DIFFER, LOCKED_NOTE
from studio.store.sealing import Locked
from tests.store.doubles import Clock, store_at
from tests.store.sealed import QUICK, WORDS


def desk_at(home):
    store = store_at(home / "data", passphrases=QUICK)
    library = Library([shipped()], home / "cache")
    return Desk(store, library, cache=home / "cache", wall=Clock(), monotonic=lambda: 0.0)


def finished(desk):
    """A session that ended early, with one answer."""
    sitting = desk.begin("q-mood", seed=1)
    while not sitting.over:
        sitting.send(Answer(5) if "answer" in sitting.view.allowed else Stop())
        if "stop" in sitting.view.allowed and sitting.session.has_traces:
            sitting.send(Stop())
    assert sitting.unsaved is None


@pytest.fixture
def home(tmp_path):
    """Something done and something open, then sealed."""
    desk = desk_at(tmp_path)
    finished(desk)
    sitting = desk.begin("two-interpretations", seed=1)
    desk.store.save_draft(sitting.identity, sitting.draft())
    desk.today()
    return tmp_path


def grep(home):
    ids = [one.id for one in Library([shipped()]).summaries()]
    titles = [one.title for one in Library([shipped()]).summaries() if one.title]
    data = b"\0".join(one.read_bytes() for one in home.rglob("*") if one.is_file())
    names = "\0".join(str(one) for one in home.rglob("*")).encode()
    words = [word for word in (*ids, *titles) if len(word) > 5]
    return [word for word in words if word.encode() in data + names]


def test_after_sealing_no_exercise_is_named_in_data_or_cache(home):
    assert grep(home)
    desk = desk_at(home)
    desk.today()
    desk.lock.seal(WORDS, WORDS)
    desk.today()
    assert grep(home) == []
    again = desk_at(home)
    assert again.lock.open(WORDS)
    again.today()
    assert grep(home) == []
    assert sorted(one.name for one in (home / "cache").iterdir()) == [
        "recent.json", "summaries.json",
    ]  # fmt: skip


def test_a_plain_cache_that_was_left_behind_goes_at_the_next_start_even_locked(home):
    desk_at(home).lock.seal(WORDS, WORDS)
    (home / "cache" / "recent.json").write_text('{"seen": {"two-interpretations": 1}}')
    desk_at(home).today()
    assert grep(home) == []


def test_a_sealed_cache_is_read_again(home):
    desk = desk_at(home)
    desk.lock.seal(WORDS, WORDS)
    assert "q-mood" in desk.recent.seen
    again = desk_at(home)
    assert again.lock.open(WORDS)
    again.store.outcomes = lambda **_: iter(())  # nothing but the cache can tell
    assert "q-mood" in again.recent.seen


def test_locked_today_shows_what_can_be_begun_and_nothing_of_what_was(home):
    desk_at(home).lock.seal(WORDS, WORDS)
    today = desk_at(home).today()
    assert (today.open, today.due) == ((), ())
    assert today.packs and today.idea
    assert LOCKED_NOTE in today.notes


def test_three_tries_and_words_that_tell_nothing(home):
    desk_at(home).lock.seal(WORDS, WORDS)
    lock = desk_at(home).lock
    said = []
    for _ in range(3):
        assert lock.open("no") is False
        said.append(lock.wrong)
    assert said == [
        "That did not open it. Two tries left.",
        "That did not open it. One try left.",
        "That did not open it, and those were three tries.",
    ]
    assert lock.spent
    assert lock.open(WORDS) is False


def test_practising_locked_is_kept_and_shown_after_unlocking(home):
    desk_at(home).lock.seal(WORDS, WORDS)
    desk = desk_at(home)
    finished(desk)
    with pytest.raises(Locked):
        list(desk.history())
    assert desk.lock.open(WORDS)
    assert len(list(desk.history())) == 2
    assert len(desk.today().open) == 1


def test_locking_again_lets_go_of_everything_that_was_read(home):
    desk = desk_at(home)
    desk.change(contacts=("Ann",))
    desk.lock.seal(WORDS, WORDS)
    assert desk.settings.contacts == ("Ann",)
    desk.lock.shut()
    assert desk.lock.locked
    assert desk.settings.contacts == ()
    assert desk.lock.open(WORDS)
    assert desk.settings.contacts == ("Ann",)


def test_a_passphrase_typed_two_ways_or_empty_is_refused(home):
    lock = desk_at(home).lock
    with pytest.raises(StudioError, match="Those two differ"):
        lock.seal("one", "two")
    with pytest.raises(StudioError, match="needs something"):
        lock.seal("", "")
    assert not lock.sealed
    assert DIFFER.startswith("Those two differ")


def test_taken_off_everything_reads_as_before(home):
    desk = desk_at(home)
    before = list(desk.history())
    desk.lock.seal(WORDS, WORDS)
    desk.lock.unseal()
    again = desk_at(home)
    assert not again.lock.sealed
    assert list(again.history()) == before
    assert len(again.today().open) == 1
