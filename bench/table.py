"""The budgets, and the table that holds the figures against them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.disk import Disk
from bench.keys import Keys, Moving
from bench.start import Start


@dataclass(frozen=True)
class Row:
    """One figure: what, the studio, the reference, the ratio or figure judged, the budget."""

    what: str
    ours: str
    reference: str
    judged: float | None
    budget: float | None
    unit: str = "x"
    holds_now: bool = True

    @property
    def verdict(self) -> str:
        """Within, over, or reported only."""
        if self.judged is None or self.budget is None:
            return "reported"
        within = self.judged <= self.budget
        return "within" if within else ("over" if self.holds_now else "over, must hold later")


def rows(
    starts: Mapping[str, Start],
    keys: Mapping[str, Keys],
    moving: Mapping[str, Moving],
    disks: Mapping[str, tuple[Disk, tuple[float, float]]],
    synced: float,
    exercise: tuple[float, float],
    commands: Mapping[str, Mapping[str, float]],
) -> list[Row]:
    """Every row, in the order of the page."""
    return [
        *_starts(starts),
        *_keys(keys),
        *_moving(moving),
        *_disks(disks, synced),
        Row(
            "read one exercise, checked",
            f"{exercise[0]:.2f} ms",
            f"C compose {exercise[1]:.2f} ms",
            exercise[0] / exercise[1], 4, holds_now=False,
        ),
        *_commands(commands),
    ]  # fmt: skip


def _starts(starts: Mapping[str, Start]) -> Iterator[Row]:
    hello = starts["hello"]
    for name, ours in starts.items():
        if name == "hello":
            continue
        small = name == "studio"
        home = "40 exercises, 1,000 outcomes" if small else "1,000 exercises, 100,000 outcomes"
        yield Row(
            f"start to a stable Today ({home})", f"{ours.stable:.0f} ms",
            f"hello {hello.stable:.0f} ms", ours.stable / hello.stable, 1.2 if small else 1.35,
            holds_now=small,
        )  # fmt: skip
        yield Row(
            "memory there", f"{ours.memory:.1f} MB", f"hello {hello.memory:.1f} MB",
            ours.memory / hello.memory, 1.2 if small else 1.5, holds_now=small,
        )  # fmt: skip
        if not small:
            continue
        yield Row(
            "first paint", f"{ours.first:.0f} ms", f"hello {hello.first:.0f} ms",
            ours.first / hello.first, 0.3,
        )  # fmt: skip
        yield Row(
            "bytes at start", f"{ours.bytes:,.0f}", f"hello {hello.bytes:,.0f}",
            ours.bytes, 10_000, "bytes",
        )  # fmt: skip
        yield Row(
            "bytes in an idle minute", f"{ours.idle_bytes:,.0f}", f"hello {hello.idle_bytes:,.0f}",
            ours.idle_bytes, 0, "bytes",
        )  # fmt: skip
        yield Row(
            "processor while idle", f"{ours.idle_cpu:.2f} %", f"hello {hello.idle_cpu:.2f} %",
            None, None, "%",
        )  # fmt: skip
        yield Row(
            "exit after quit", f"{ours.exit:.0f} ms", f"hello {hello.exit:.0f} ms",
            ours.exit / hello.exit, 0.15,
        )  # fmt: skip
        yield Row(
            "exit after SIGTERM, restored", f"{ours.term:.0f} ms", f"hello {hello.term:.0f} ms",
            ours.term, 300, "ms",
        )  # fmt: skip


def _keys(keys: Mapping[str, Keys]) -> Iterator[Row]:
    hello = keys["hello"]
    for kind, found in keys.items():
        if kind == "hello":
            continue
        yield Row(
            f"key to paint, {kind}, p50", f"{found.p50:.1f} ms", f"hello {hello.p50:.1f} ms",
            found.p50 / hello.p50, 3,
        )  # fmt: skip
        yield Row(
            f"key to paint, {kind}, p95", f"{found.p95:.1f} ms", f"hello {hello.p95:.1f} ms",
            found.p95 / hello.p95, 2.5,
        )  # fmt: skip
        budget = 150 if kind in ("text", "lines", "list", "compose", "number") else 400
        yield Row(
            f"bytes a key, {kind}", f"{found.bytes:.0f}", f"hello {hello.bytes:.0f}",
            found.bytes, budget, "bytes",
        )  # fmt: skip


def _moving(moving: Mapping[str, Moving]) -> Iterator[Row]:
    for kind, found in moving.items():
        yield Row(
            f"{kind}: bytes a second", f"{found.bytes:,.0f}", "", found.bytes, 8000, "bytes",
            holds_now=False,
        )  # fmt: skip
        yield Row(f"{kind}: processor", f"{found.cpu:.1f} %", "", found.cpu, 5, "%", False)


def _disks(disks: Mapping[str, tuple[Disk, tuple[float, float]]], synced: float) -> Iterator[Row]:
    for name, (found, step) in disks.items():
        yield Row(
            f"save a step durably ({name} outcomes)", f"{found.step:.2f} ms",
            f"sqlite {found.step_sqlite:.2f} ms", found.step / found.step_sqlite, 10,
        )  # fmt: skip
        yield Row(
            f"finish an outcome ({name} outcomes)", f"{found.outcome:.2f} ms",
            f"sqlite {found.outcome_sqlite:.2f} ms", found.outcome / found.outcome_sqlite, 16,
            holds_now=False,
        )  # fmt: skip
        yield Row(
            f"next step after Enter, on disk, p95 ({name} outcomes)", f"{step[1]:.1f} ms",
            f"one bare write and fsync {synced:.2f} ms", step[1], 60, "ms",
        )  # fmt: skip


def _commands(commands: Mapping[str, Mapping[str, float]]) -> Iterator[Row]:
    for home, times in commands.items():
        base = times["python -c pass"]
        for name, budget in (
            ("studio today --short", 3),
            ("studio list", 5),
            ("studio history", 5),
        ):
            yield Row(
                f"{name} ({home})", f"{times[name]:.0f} ms", f"python -c pass {base:.0f} ms",
                times[name] / base, budget, holds_now=False,
            )  # fmt: skip


def page(found: list[Row]) -> str:
    """The page for docs/measured.md."""
    lines = [
        "# Measured",
        "",
        f"`make bench`, {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, {platform.system()}, 80x24 in a real pty. "
        "One run; medians, the references taking turns with the studio. `hello` is a bare "
        "Textual app (`bench/hello.py`). Ratios are what is judged; times drift with the machine.",
        "",
        "| what | studio | reference | judged | budget | |",
        "|---|---|---|---|---|---|",
    ]
    for row in found:
        unit = "x" if row.unit == "x" else f" {row.unit}"
        judged = "" if row.judged is None else f"{row.judged:,.2f}{unit}".replace(".00 ", " ")
        budget = "" if row.budget is None else f"{row.budget:,g}{unit}"
        lines.append(
            f"| {row.what} | {row.ours} | {row.reference} | {judged} | {budget} | {row.verdict} |"
        )
    return "\n".join(lines) + "\n"
