"""Names that never clash: time-ordered ids and the tag of this device.

May import the standard library. Never reads a clock or a random source of its
own; both come in as arguments.
"""

from __future__ import annotations

from datetime import UTC, datetime


def uuid7(now: datetime, random: bytes) -> str:
    """A UUIDv7 (RFC 9562) of the aware time `now` and 10 random bytes."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    bits = int.from_bytes(random[:10], "big")
    value = milliseconds << 80 | 0x7 << 76 | (bits >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | bits & ((1 << 62) - 1)
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def time_of(identity: str) -> datetime | None:
    """When a UUIDv7 was made, in UTC; None for any other id."""
    if len(identity) != 36 or identity[14] != "7":
        return None
    try:
        return datetime.fromtimestamp(int(identity[:8] + identity[9:13], 16) / 1000, UTC)
    except (ValueError, OverflowError):
        return None


def device_tag(device: str, host: str) -> str:
    """Eight hex digits for one device and one host.

    Hosts that share a home share `device`, so the host is mixed in: two hosts
    never write the same file.
    """
    import hashlib  # costs more than all the rest of a read; only writers need it

    return hashlib.sha256(f"{device}\0{host}".encode("utf-8", "surrogateescape")).hexdigest()[:8]
