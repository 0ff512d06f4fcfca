from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studio.store.ids import device_tag, time_of, uuid7

moments = st.integers(631_152_000_000, 7_258_118_400_000).map(
    lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)


@given(moments, st.binary(min_size=10, max_size=10))
def test_an_id_is_a_uuid_of_version_7_that_tells_its_time(now, random):
    made = uuid.UUID(uuid7(now, random))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    told = time_of(str(made))
    assert told is not None and abs(told - now) < timedelta(milliseconds=2)


@given(moments, st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_ids_sort_by_when_they_were_made_and_differ_by_chance(now, one, other):
    later = now + timedelta(milliseconds=5)
    assert uuid7(now, one) < uuid7(later, other)
    assert (uuid7(now, one) == uuid7(now, other)) <= (one[1:] == other[1:])


def test_other_ids_tell_no_time():
    assert time_of("r1") is None
    assert time_of("zzzzzzzz-zzzz-7zzz-8000-000000000000") is None


def test_hosts_that_share_a_device_id_have_tags_of_their_own():
    assert device_tag("d", "one") != device_tag("d", "two")
    assert device_tag("d", "one") == device_tag("d", "one")
