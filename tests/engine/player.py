"""The automatic player that tests of the engine walk with: that of random walks."""

from __future__ import annotations

from studio.authoring.wander import Choose, answer, event

__all__ = ["Choose", "answer", "event"]
