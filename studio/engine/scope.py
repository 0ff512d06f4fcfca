"""Which names mean what, at one place in a flow.

A scope is a layer over another. Answers go into the nearest layer that keeps
them (a round keeps its own; a fragment passes them on). Looking up walks
outwards, and ends with the session's reads and word lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Scope:
    """One layer of names. `keeps` is whether answers stop here."""

    def __init__(
        self,
        outer: Scope | None = None,
        names: Mapping[str, object] | None = None,
        *,
        keeps: bool = True,
        last: Callable[[str], object] | None = None,
    ) -> None:
        self.outer = outer
        self.names = dict(names or {})
        self.keeps = keeps
        self.last = last

    def __call__(self, name: str) -> object:
        """The value of a name; None when it is missing."""
        layer: Scope | None = self
        while layer is not None:
            if name in layer.names:
                return layer.names[name]
            if layer.outer is None:
                return layer.last(name) if layer.last else None
            layer = layer.outer
        return None

    def answer(self, name: str, value: object) -> None:
        """Set an answer in the nearest layer that keeps answers."""
        layer = self
        while not layer.keeps and layer.outer is not None:
            layer = layer.outer
        layer.names[name] = value

    def over(self, names: Mapping[str, object], *, keeps: bool = True) -> Scope:
        """A new layer over this one."""
        return Scope(self, names, keeps=keeps)
