"""Where exercises come from: packs shipped with the program, and one's own.

Imports the format (when something is read) and the standard library; knows no
front end and no store.
"""

from studio.library.library import Library, load_exercise, shipped
from studio.library.summaries import Summary

__all__ = ["Library", "Summary", "load_exercise", "shipped"]
