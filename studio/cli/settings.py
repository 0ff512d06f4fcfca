"""`studio settings`: how it looks, moves and helps, shown and changed in lines.

May import the desk. The same settings as on the full screen's page.
"""

from __future__ import annotations

from typing import Any

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.sealing import opened
from studio.cli.streams import say_json, say_lines
from studio.practice.desk import Desk, open_desk
from studio.practice.settings import THEMES

OFFER = "offer-"
ON_OFF = {"off": False, "on": True}
CHOOSABLE: dict[str, dict[str, Any]] = {
    "theme": {name: name for name in THEMES},
    "motion": {"gentle": "gentle", "words": "words"},
    "line": {"fast": "fast", "slow": "slow"},
    "bell": ON_OFF,
    "ascii": ON_OFF,
    "heavy-words": ON_OFF,
    "tell-due": ON_OFF,
}
DOES = {
    "theme": "the colours",
    "motion": "words only, or gentle movement",
    "line": "slow: little is redrawn",
    "bell": "one soft bell at the end of a timed step",
    "ascii": "plain signs instead of drawn ones",
    "heavy-words": "a line about people to call, after a few plain phrases",
    "tell-due": "while locked, a shell prompt may tell that something is due",
    "country": "whose lines to call are shown",
}


def settings(given: Given) -> int:
    """`studio settings`, `settings NAME`, `settings NAME VALUE`."""
    desk = opened(open_desk())
    if len(given.words) < 2:
        return _show(desk, given.word, json=given.has("json"))
    name, value = given.words
    _known(desk, name)
    if name == "country":
        _country(desk, value)
    elif name.startswith(OFFER):
        desk.offer(name.removeprefix(OFFER), wanted=_one_of(name, ON_OFF, value))
    else:
        desk.change(**{name.replace("-", "_"): _one_of(name, CHOOSABLE[name], value)})
    return _show(desk, name, json=False)


def _one_of(name: str, words: dict[str, Any], value: str) -> Any:  # noqa: ANN401 - a setting's
    if value not in words:
        raise UsageError(
            f"`{name}` takes one of: {', '.join(words)}.", "`studio settings` shows all."
        )
    return words[value]


def _known(desk: Desk, name: str) -> None:
    names = [*CHOOSABLE, "country", *(f"{OFFER}{one.id}" for one in desk.optional)]
    if name in names:
        return
    from studio.format.problems import did_you_mean

    hint = did_you_mean(name, names) or f"There are: {', '.join(names)}."
    raise UsageError(f"There is no setting “{name[:60]}”.", hint)


def _country(desk: Desk, value: str) -> None:
    known = dict(desk.countries())
    if value.upper() not in known:
        raise UsageError(
            f"There are no lines for “{value[:20]}” here.", f"Here are: {', '.join(sorted(known))}."
        )
    desk.change(country=value.upper())


def _show(desk: Desk, only: str, *, json: bool) -> int:
    if only:
        _known(desk, only)
    now: dict[str, str] = {"country": desk.settings.country or "not chosen"}
    for name, words in CHOOSABLE.items():
        value = getattr(desk.settings, name.replace("-", "_"))
        now[name] = next((word for word, one in words.items() if one == value), str(value))
    does = dict(DOES)
    for one in desk.optional:
        name = f"{OFFER}{one.id}"
        now[name] = "on" if one.id in desk.settings.offered else "off"
        does[name] = f"the exercise {one.title}"
    if json:
        say_json(now if not only else {only: now[only]})
        return FINE
    lines = []
    for name in [only] if only else now:
        others = [
            word
            for word in CHOOSABLE.get(name, ON_OFF if name.startswith(OFFER) else {})
            if word != now[name]
        ]
        more = f" (or {', '.join(others)})" if others else ""
        lines.append(f"{name}: {now[name]}{more}. {does[name][:1].upper()}{does[name][1:]}.")
    if only == "heavy-words":
        from studio.practice.heavy_words import ABOUT

        lines.append(ABOUT)
    say_lines(lines, hang=4)
    return FINE


__all__ = ["settings"]
