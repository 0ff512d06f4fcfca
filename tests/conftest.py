"""For every test: what a machine lacks is skipped for a person and fails in CI.

A test that needs a program says so with `pytest.skip("needs tmux")` or
`pytest.mark.skipif(..., reason="needs tmux")`. `.ci/run` installs those
programs and sets CI, so there such a skip is a mistake and not a courtesy.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

NEEDS = "needs "


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
