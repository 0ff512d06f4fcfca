"""Groups first, then the words of one: how grouped options fit a narrow screen.

For: what stands in place of the grid below 60 columns. Holds which group is
open and where the mark is; the body holds what was chosen. May import rows
and options only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from studio.engine.prompts import Choosable
from studio.tui.grid import groups_of
from studio.tui.options import Shown, Sign, option_rows
from studio.tui.rows import Row


@dataclass(frozen=True)
class GroupName:
    """What a click on a group means."""

    place: int


def in_groups(options: Sequence[Choosable]) -> bool:
    """Whether any of these options stands under a heading."""
    return any(option.group for option in options)


class Levels:
    """A list of groups, and the words of the open one. `spot` is the mark's place."""

    def __init__(self, options: Sequence[Choosable]) -> None:
        self.options = options
        self.groups = groups_of(options)
        self.group: int | None = None
        self.spot: int | None = None

    @property
    def index(self) -> int | None:
        """The option under the mark; None among groups, or without a mark."""
        if self.group is None or self.spot is None:
            return None
        return self.groups[self.group][1][self.spot]

    def open(self, place: int) -> None:
        """Show the words of a group, none marked."""
        self.group, self.spot = place, None

    def close(self) -> None:
        """Back to the groups, the mark on the one that was open."""
        self.group, self.spot = None, self.group

    def rows(self, chosen: Collection[int], width: int, *, sign: Sign = "dot") -> list[Row]:
        """The level in view; a group says what is chosen in it."""
        if self.group is None:
            shown = []
            for digit, (label, members) in enumerate(self.groups, start=1):
                words = ", ".join(self.options[i].label for i in members if i in chosen)
                shown.append(Shown(str(digit) if digit <= 9 else "", label, words))
            return [
                Row(
                    one.pieces,
                    GroupName(one.name) if isinstance(one.name, int) else None,
                    one.marked,
                )
                for one in option_rows(shown, self.spot, (), width, sign="none")
            ]
        members = self.groups[self.group][1]
        words_shown = [
            Shown(
                str(digit) if digit <= 9 else "",
                self.options[index].label,
                self.options[index].hint if digit - 1 == self.spot else "",
            )
            for digit, index in enumerate(members, start=1)
        ]
        taken = {place for place, index in enumerate(members) if index in chosen}
        return [
            Row(one.pieces, members[one.name] if isinstance(one.name, int) else None, one.marked)
            for one in option_rows(words_shown, self.spot, taken, width, sign=sign, at_mark=True)
        ]

    def pressed(self, key: str, *, enter: bool = False) -> bool:
        """Act on arrows, digits and the keys that open and close a group."""
        many = len(self.groups) if self.group is None else len(self.groups[self.group][1])
        if key in ("up", "down"):
            first = 0 if key == "down" else many - 1
            step = 1 if key == "down" else -1
            self.spot = first if self.spot is None else (self.spot + step) % many
        elif key in ("home", "end"):
            self.spot = 0 if key == "home" else many - 1
        elif len(key) == 1 and key.isdigit() and 1 <= int(key) <= many:
            if self.group is None:
                self.open(int(key) - 1)
            else:
                self.spot = int(key) - 1
        elif self.group is None and self.spot is not None and (enter or key in ("right", "space")):
            self.open(self.spot)
        elif self.group is not None and key in ("left", "backspace"):
            self.close()
        else:
            return False
        return True
