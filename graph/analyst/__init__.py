"""The page an analyst works in: its data, computed from a graph, and the one file that holds it."""

from .data import page_data
from .page import analyst_page, policy, render_page, static

__all__ = ["analyst_page", "page_data", "policy", "render_page", "static"]
