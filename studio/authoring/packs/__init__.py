"""Packs as they are given away and taken in: built, installed, updated, compared, removed.

Reading order: `carried` (a pack in memory, and what may be in one), then where one comes
from: `folders`, `zips`, `git`, chosen by `origins`; `building`, `changes` (what another
version means for a person) and `installing`. Nothing of a pack is ever run.
"""
