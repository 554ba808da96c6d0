"""People's decisions: nodes merged, split and renamed; statements accepted, rejected, edited, added.

They are kept in a log apart from the extraction, applied whenever the graph is assembled, and can
be undone. docs/decisions.md describes the log.
"""

from .apply import Applied, ReviewState, apply
from .conflicts import Conflict
from .decision import Action, Decision, DecisionConflict, DecisionError, DecisionRefused, now
from .log import FILE, append, extend, head, read_decisions

__all__ = [
    "FILE",
    "Action",
    "Applied",
    "Conflict",
    "Decision",
    "DecisionConflict",
    "DecisionError",
    "DecisionRefused",
    "ReviewState",
    "append",
    "apply",
    "extend",
    "head",
    "now",
    "read_decisions",
]
