"""`studio data path`: where the data is."""

from __future__ import annotations

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.streams import door


def data(given: Given) -> int:
    """Say the folder that holds everything; it need not exist yet."""
    if given.word != "path":
        raise UsageError(
            f"`studio data` does not know “{given.word[:60]}”.", "`studio data path` says where."
        )
    from studio.store.store import data_folder

    door().line(str(data_folder()))
    return FINE
