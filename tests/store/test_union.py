from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.store.lines import ALTERED
from studio.store.union import is_newer, living, merge, preferred, revision, tombstone

copies = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.fixed_dictionaries(
            {"rev": st.integers(0, 4), "said": st.sampled_from("xyz")},
            optional={"kind": st.sampled_from(["outcome", "erased"]), ALTERED: st.just(True)},
        ),
    ),
    max_size=12,
)


@given(copies, st.randoms())
def test_the_order_of_files_makes_no_difference(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert merge(found) == merge(shuffled)


@given(copies, copies)
def test_merging_twice_or_in_parts_makes_no_difference(one, other):
    whole = merge([*one, *other])
    assert merge([*merge(one).items(), *merge(other).items()]) == whole
    assert merge([*whole.items(), *one]) == whole


@given(copies)
def test_a_tombstone_beats_every_revision(found):
    stone = tombstone("a", "2026-03-10T12:00:00+00:00")
    assert "a" not in living(merge([*found, ("a", stone)]))


@given(copies)
def test_the_highest_revision_holds_where_nothing_was_erased(found):
    alive = [(key, one) for key, one in found if one.get("kind") != "erased"]
    for key, one in merge(alive).items():
        assert one["rev"] == max(other["rev"] for name, other in alive if name == key)


def test_of_one_revision_the_intact_copy_holds():
    intact, altered = {"rev": 1, "said": "a"}, {"rev": 1, "said": "z", ALTERED: True}
    assert preferred(altered, intact) is intact
    assert preferred(intact, altered) is intact


def test_a_tombstone_carries_no_text():
    stone = tombstone("a", "2026-03-10", {"rev": 3, "said": "private"})
    assert stone == {"id": "a", "v": 1, "rev": 4, "kind": "erased", "at": "2026-03-10"}


def test_odd_revisions_and_versions_count_as_none():
    assert [revision({"rev": rev}) for rev in (True, "2", None, 2.5)] == [0, 0, 0, 0]
    assert [is_newer({"v": v}) for v in (1, 2, "9", None)] == [False, True, False, False]
