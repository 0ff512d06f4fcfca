"""Folders joined by what people run: after any order of exchange all show the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.store.backup import back_up
from studio.store.merging import take_in
from studio.store.sources import Archive, Folder
from tests.store.doubles import NOON, Clock, NoSync, outcome, store_at

PAGE = Path(__file__).resolve().parents[2] / "docs" / "syncing.md"
NOT_CARRIED = ("store.json", "settings.json", "quarantine")


def block(name):
    """A block of the page, so that what is tested is what people are told."""
    (found,) = re.findall(rf"^```(?:sh )?{name}\n(.*?)^```$", PAGE.read_text(), re.M | re.S)
    return found


def needs(program):
    if shutil.which(program) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{program} is missing")
        pytest.skip(f"{program} is not here")


def shell(script, folder, **names):
    env = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "P", "GIT_AUTHOR_EMAIL": "p@example.org",
        "GIT_COMMITTER_NAME": "P", "GIT_COMMITTER_EMAIL": "p@example.org", **names,
    }  # fmt: skip
    ran = subprocess.run(
        ["sh", "-ec", script], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def devices(folder, count):
    """So many computers, each with its own clock, name and folder."""
    return [
        store_at(
            folder / f"pc{n}" / "data",
            host=f"pc{n}",
            clock=Clock(NOON + timedelta(days=n - 1)),
            fs=NoSync(),
        )
        for n in range(count)
    ]


def shown(store):
    """What a person sees, without what is this computer's own."""
    return (
        [(one["id"], one.get("said")) for one in store.outcomes()],
        [(one["id"], one["fields"]) for one in store.kept("a/b", archived=True)],
        store.schedule(),
        [one["id"] for one in store.drafts()],
    )


def keep(store, identity, said, **more):
    change = {"op": "add", "collection": "a/b", "ref": f"r-{identity}", "fields": {"text": said}}
    store.finish(identity, outcome(store._place.clock(), said=said, changes=[change], **more))


def use(stores):
    """Each computer is used for a while: sessions, an edit of a kept thing, one left open."""
    for number, store in enumerate(stores):
        for turn in range(3):
            store._place.clock.pass_by(hours=1)
            keep(store, f"s{number}{turn}", f"words {number}{turn}")
        store.save_draft(f"open{number}", {"step": 1})


def erase_across(stores):
    """Each erases something that the computer before it wrote."""
    for number, store in enumerate(stores):
        before = (number - 1) % len(stores)
        assert store.erase(f"s{before}1", with_kept=True) is True
        store.finish(f"open{before}", outcome(store._place.clock(), said="ended elsewhere"))


def same_everywhere(stores, count):
    first = shown(stores[0])
    for store in stores[1:]:
        assert shown(store) == first
    ids = [identity for identity, _ in first[0]]
    assert len(ids) == len(set(ids)) == count
    return first


# Real programs -----------------------------------------------------------


@pytest.mark.parametrize("count", [2, 3])
def test_rsync_both_ways(tmp_path, count):
    needs("rsync")
    stores = devices(tmp_path, count)

    def exchange():
        for _ in range(2):  # the second time round the last has met the first
            for one in stores:
                for other in stores:
                    if one is not other:
                        names = {"FROM": str(one.root), "TO": str(other.root)}
                        shell(block("rsync"), tmp_path, **names)

    use(stores)
    exchange()
    same_everywhere(stores, 3 * count)
    erase_across(stores)
    exchange()
    (history, kept, _, drafts) = same_everywhere(stores, 3 * count)
    assert [said for _, said in history].count("ended elsewhere") == count
    assert (len(kept), drafts) == (2 * count, [])
    assert not any((store.root / "store.json").samefile(stores[0].root / "store.json")
                   for store in stores[1:])  # fmt: skip
    for store in stores:
        store.sweep()
        assert store.notices() == ()


def test_rsync_never_puts_an_old_copy_over_a_file_that_was_written_in_the_same_second(tmp_path):
    needs("rsync")
    one, two = devices(tmp_path, 2)
    keep(one, "a", "first")
    two.change_settings({})
    for identity in ("b", "c", "d"):
        shell(block("rsync"), tmp_path, FROM=str(one.root), TO=str(two.root))
        keep(one, identity, "later")
        shell(block("rsync"), tmp_path, FROM=str(two.root), TO=str(one.root))
    assert sorted(identity for identity, _ in shown(one)[0]) == ["a", "b", "c", "d"]


def test_rsync_survives_a_clock_that_was_set_back(tmp_path):
    needs("rsync")
    one, two = devices(tmp_path, 2)
    keep(one, "a", "first")
    (path,) = (one.root / "history").glob("*.json")
    ahead = path.stat().st_mtime + 86_400  # it was written while the clock was a day ahead
    os.utime(path, (ahead, ahead))
    two.change_settings({})
    shell(block("rsync"), tmp_path, FROM=str(one.root), TO=str(two.root))
    keep(one, "b", "after the clock was set right")
    shell(block("rsync"), tmp_path, FROM=str(two.root), TO=str(one.root))
    assert sorted(identity for identity, _ in shown(one)[0]) == ["a", "b"]


@pytest.mark.parametrize("count", [2, 3])
def test_git_with_union_merges(tmp_path, count):
    needs("git")
    stores = devices(tmp_path, count)
    shell("git init -q --bare -b main server.git", tmp_path)
    for store in stores:
        store.change_settings({"country": "GB"})
        shell(block("git-setup"), store.root, SERVER=f"{tmp_path}/server.git")
        (store.root / ".gitignore").write_text(block("gitignore"))
        (store.root / ".gitattributes").write_text(block("gitattributes"))

    def exchange():
        for store in (*stores, *stores):
            shell(block("git-exchange"), store.root)

    use(stores)
    exchange()
    same_everywhere(stores, 3 * count)
    erase_across(stores)
    exchange()
    (history, kept, _, drafts) = same_everywhere(stores, 3 * count)
    assert [said for _, said in history].count("ended elsewhere") == count
    assert (len(kept), drafts) == (2 * count, [])
    heads = {(store.root / "store.json").read_bytes() for store in stores}
    assert len(heads) == count


def test_a_git_union_merge_of_one_file_that_two_wrote_loses_nothing(tmp_path):
    """A copied folder: two computers of one name and one device id write the same file."""
    needs("git")
    one = devices(tmp_path, 1)[0]
    keep(one, "a", "first")
    keep(one, "b", "second")
    shell(block("git-setup"), one.root, SERVER="nowhere")
    (one.root / ".gitattributes").write_text(block("gitattributes"))
    shell("git add -A . && git commit -q -m one", one.root)
    shutil.copytree(one.root, tmp_path / "two")
    two = store_at(tmp_path / "two", host="pc0", clock=one._place.clock)
    keep(one, "c", "on the first")
    one.erase("a")
    keep(two, "d", "on the second")
    two.erase("b")
    shell("git add -A . && git commit -q -m two", two.root)
    shell("git add -A . && git commit -q -m one", one.root)
    shell(f"git pull -q --no-rebase --no-edit {two.root} main", one.root)
    assert sorted(identity for identity, _ in shown(one)[0]) == ["c", "d"]
    keep(one, "e", "afterwards")
    again = store_at(one.root, host="pc0")
    assert sorted(identity for identity, _ in shown(again)[0]) == ["c", "d", "e"]
    # What was erased is in git's own history, which the page says, and nowhere else.
    words = b"".join(path.read_bytes() for path in (one.root / "history").iterdir())
    assert b'"said":"first"' not in words
    assert b'"said":"second"' not in words


@pytest.mark.parametrize("count", [2, 3])
def test_syncthing_conflict_copies_are_read_like_any_other(tmp_path, count):
    stores = devices(tmp_path, count)
    use(stores)
    for turn in range(2):
        for one in stores:
            for other in stores:
                if one is not other:
                    carry(one.root, other.root, conflict=f"2026031{turn}-120000-ABC{turn}DEF")
        same_everywhere(stores, 3 * count)
        if turn == 0:
            erase_across(stores)
    (history, _, _, drafts) = same_everywhere(stores, 3 * count)
    assert (len(history), drafts) == (3 * count, [])


# Any order of exchange ---------------------------------------------------


def carry(here, there, conflict=""):
    """As a syncer does: the later file wins, and the other may be kept under a name beside it."""
    for path in here.rglob("*.json"):
        name = path.relative_to(here)
        if name.parts[0] in NOT_CARRIED or path.name.startswith("."):
            continue
        target = there / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not target.exists():
            shutil.copy2(path, target)
            continue
        mine, theirs = path.stat().st_mtime_ns, target.stat().st_mtime_ns
        if mine <= theirs:
            continue
        if conflict and target.read_bytes() != path.read_bytes():
            shutil.copy2(target, target.with_name(f"{target.stem}.sync-conflict-{conflict}.json"))
        shutil.copy2(path, target)


def exchange(how, one, other, folder):
    if how == "files":
        carry(one.root, other.root)
    elif how == "conflict":
        carry(one.root, other.root, conflict="20260310-120000-ABCDEFG")
    elif how == "merge":
        take_in(other.rooms, Folder(one.root, one.rooms.place.disk))
    else:
        made = back_up(one.rooms.place, folder / f"{len(list(folder.iterdir()))}.zip")
        archive = Archive(made.path)
        take_in(other.rooms, archive)
        archive.close()


DEVICE = st.integers(0, 2)
ACTS = st.one_of(
    st.tuples(st.just("finish"), DEVICE, st.integers(0, 5)),
    st.tuples(st.sampled_from(["erase", "edit"]), DEVICE, st.integers(0, 5)),
    st.tuples(st.sampled_from(["files", "conflict", "merge", "backup"]), DEVICE, DEVICE),
)


@given(st.lists(ACTS, max_size=14), st.permutations([(a, b) for a in range(3) for b in range(3)]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_order_of_exchange_all_folders_show_the_same(tmp_path_factory, acts, order):
    folder = tmp_path_factory.mktemp("any")
    stores = devices(folder, 3)
    for number, store in enumerate(stores):
        keep(store, f"first{number}", "begun")
    ever, erased, edits = {f"first{n}" for n in range(3)}, set(), set()
    for what, here, other in acts:
        store = stores[here]
        identity = f"s{other}"
        if what == "finish" and identity not in ever:
            ever.add(identity)
            keep(store, identity, f"on {here}")
        elif what == "erase":
            if store.erase(identity, with_kept=True):
                erased.add(identity)
        elif what == "edit":
            # Three revisions later than anything: an erasure elsewhere holds all the same.
            for _ in range(3):
                edits.add(f"e{len(edits)}")
                words = {"text": f"edited on {here}"}
                change = {"op": "update", "collection": "a/b", "ref": f"r-{identity}"}
                store.finish(f"e{len(edits) - 1}", outcome(changes=[{**change, "fields": words}]))
        elif what not in ("finish", "erase") and here != other:
            exchange(what, store, stores[other], folder)
    for _ in range(2):
        for one, other in order:
            if one != other:
                exchange("files", stores[one], stores[other], folder)
    (history, kept, _, _) = same_everywhere(stores, len((ever - erased) | edits))
    assert {identity for identity, _ in history} == (ever - erased) | edits
    assert {identity for identity, _ in kept} == {f"r-{one}" for one in ever - erased}


@pytest.mark.parametrize("how", ["files", "conflict", "merge", "backup"])
def test_what_is_erased_stays_so_over_later_edits_made_elsewhere(tmp_path, how):
    stores = one, two = devices(tmp_path, 2)
    keep(one, "s", "words")
    exchange(how, one, two, tmp_path)
    assert one.erase("s", with_kept=True) is True
    change = {"op": "update", "collection": "a/b", "ref": "r-s", "fields": {"text": "edited"}}
    for number in range(3):
        two.finish(f"e{number}", outcome(changes=[change]))
    for _ in range(2):
        exchange(how, two, one, tmp_path)
        exchange(how, one, two, tmp_path)
    (_, kept, _, _) = same_everywhere(stores, 3)
    assert kept == []
