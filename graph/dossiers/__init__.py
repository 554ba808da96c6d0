"""Dossiers: graphs in folders, kept over months, with a store and tables to ask.

    Dossier, open_dossier   to read one: without waiting, and whole as long as it is held
    writing, Writer         to write one: one writer at a time, the old state or the new one
    refresh                 after a decision: its store, tables and files made anew
    read_corpus             the documents of one, of whichever format

docs/dossier.md describes the folder and what is promised of it.
"""

from .dossier import Dossier, open_dossier, read_corpus
from .journal import Journal
from .layout import is_part
from .lock import DossierLocked
from .manifest import Entry, Manifest
from .writing import Writer, refresh, writing

__all__ = [
    "Dossier",
    "DossierLocked",
    "Entry",
    "Journal",
    "Manifest",
    "Writer",
    "is_part",
    "open_dossier",
    "read_corpus",
    "refresh",
    "writing",
]
