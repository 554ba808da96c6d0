"""The identifiers of nodes, which every extractor makes alike, so that their graphs can be united."""

from __future__ import annotations

import re
import unicodedata

from ..model import Document, digest
from ..ontology import NodeClass

_LONGEST = 60
_LONGEST_THEME = 48


def slug(text: str) -> str:
    """A readable identifier: ASCII letters and digits where there are any, else a digest.

    >>> slug("Côte d'Ivoire")
    'cote-d-ivoire'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST] or digest(text)


def node_id(document: Document, node_class: NodeClass, label: str) -> str:
    """The same for an actor of that label in every document; a proposal's or interest's own to its document.

    >>> node_id(Document("Oslo agreed."), NodeClass.STATE, "Norway")
    'actor/norway'
    """
    kind = node_class.kind.lower()
    if node_class.is_actor:
        return f"{kind}/{slug(label)}"
    return f"{kind}/{slug(label)[:_LONGEST_THEME]}-{digest(document.id, kind, label)[:6]}"
