"""What a check found: problems in the order of the files, and the words they are told in.

Imports the problems only.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.format.problems import Problem, render

MOST_TOLD = 200


def counted(files: int) -> str:
    """`1 file`, `12 files`."""
    return "1 file" if files == 1 else f"{files} files"


@dataclass(frozen=True)
class Report:
    """What a check found: the files it looked at and the problems, in the order of the files."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def fine(self) -> bool:
        """Whether nothing has to be mended."""
        return all(one.severity == "warning" for one in self.problems)

    @property
    def summary(self) -> str:
        """One line: "2 to mend, 1 to look at, in 1 of 12 files."."""
        errors = sum(1 for one in self.problems if one.severity == "error")
        warnings = len(self.problems) - errors
        if not self.problems:
            return f"{counted(len(self.files))}, nothing to mend."
        parts = [f"{errors} to mend"] if errors else ["nothing to mend"]
        if warnings:
            parts.append(f"{warnings} to look at")
        return f"{', '.join(parts)}, in {self.touched}.".capitalize()

    @property
    def touched(self) -> str:
        """Where the problems lie: among the files asked for, and in others they lean on."""
        named = {one.place.file for one in self.problems}
        others = len(named - set(self.files))
        within = f"{len(named) - others} of {counted(len(self.files))}"
        if not others:
            return within
        if others == len(named):
            return f"{others} other file{'s' if others > 1 else ''}"
        return f"{within} and {others} other{'s' if others > 1 else ''}"

    @property
    def text(self) -> str:
        """The whole report for a terminal; of very many problems the first."""
        told = [render(one) for one in self.problems[:MOST_TOLD]]
        left = len(self.problems) - len(told)
        if left:
            told.append(f"And {left:,} more. Mend these first: many follow from others.")
        return "\n\n".join([*told, self.summary])
