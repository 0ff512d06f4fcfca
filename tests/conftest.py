"""For every test: what a machine lacks is skipped for a person and fails in CI.

A test that needs a program says so with `pytest.skip("needs tmux")` or
`pytest.mark.skipif(..., reason="needs tmux")`. `.ci/run` installs those
programs and sets CI, so there such a skip is a mistake and not a courtesy.

Also for every test: programs started here can be hung up on, although whoever
started the tests may have used `nohup`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Generator

import pytest

NEEDS = "needs "

# Textual reads it when it is imported. A person sees sixty frames a second; a test waits for each.
os.environ.setdefault("TEXTUAL_FPS", "1000")

# Exercises speak the language of the system, and tests say what they read in English.
for name in ("LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"


def pytest_configure() -> None:
    """An ignored hang-up is inherited by every program; one that is handled is not."""
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    reason = skipped_for(report)
    if os.environ.get("CI") and reason.startswith(NEEDS):
        report.outcome = "failed"
        report.longrepr = f"{reason}, and in CI everything is there"
    return report


def skipped_for(report: pytest.TestReport) -> str:
    """Why a test was skipped, without pytest's own words before it; else ""."""
    if not report.skipped or not isinstance(report.longrepr, tuple):
        return ""
    return str(report.longrepr[2]).removeprefix("Skipped: ")
