"""The graph of statements: united over documents, kept in a folder, given out in many forms.

The names that need rdflib, networkx or pyshacl are methods of `Graph` and load these only
when they are called.
"""

from .errors import DossierError, ExportError, GraphError, QueryError
from .graph import BASE, Graph
from .run import Run

__all__ = ["BASE", "DossierError", "ExportError", "Graph", "GraphError", "QueryError", "Run"]
