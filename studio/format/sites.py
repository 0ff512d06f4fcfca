"""Where things were written, for the checks that come after reading.

Expressions, texts and sources are plain facts without a place; the scalar each
was read from is kept here. Imports the node types only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.format.expressions import Expression
    from studio.format.piping import Template
    from studio.format.problems import Place
    from studio.format.source import Scalar


class Sites:
    """Where each expression and template was written, for the checks that come later."""

    def __init__(self) -> None:
        # The objects are kept beside their places, so that an id cannot be given out again.
        self._found: dict[int, tuple[object, Scalar]] = {}
        self._answers: list[Scalar] = []
        self._flawed: dict[int, object] = {}

    def expression(self, made: Expression, written: Scalar) -> None:
        """Remember the scalar that an expression was read from."""
        self._found[id(made)] = (made, written)

    def template(self, made: Template, written: Scalar) -> None:
        """Remember the scalar that a template was read from."""
        self._found[id(made)] = (made, written)

    def source(self, made: object, written: Scalar) -> None:
        """Remember the scalar that a source was read from."""
        self._found[id(made)] = (made, written)

    def answer(self, written: Scalar) -> None:
        """Remember where an answer was referred to by its id."""
        self._answers.append(written)

    def flawed(self, made: object) -> None:
        """Remember that a step or part was read with mistakes in it."""
        self._flawed[id(made)] = made

    def is_flawed(self, made: object) -> bool:
        """Whether a step or part has mistakes already noted, so that no more follow from them."""
        return id(made) in self._flawed

    def scalar(self, made: object) -> Scalar | None:
        """The scalar of an expression, a template or a source."""
        found = self._found.get(id(made))
        return found[1] if found else None

    def reference(self, name: str, after: Place) -> Place:
        """The place where `name` is referred to in the step that begins at `after`."""
        for written in self._answers:
            at = written.place
            if written.text == name and at.file == after.file and at.line >= after.line:
                return written.at(0, max(1, len(name)))
        return after
