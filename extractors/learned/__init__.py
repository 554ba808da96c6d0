"""The learned reader: a small encoder that finds proposals and interests and relates nodes."""

from .model import LearnedReader, Reading, load_reader
from .scores import NodeMentions, PairScore, PairScores

__all__ = ["LearnedReader", "NodeMentions", "PairScore", "PairScores", "Reading", "load_reader"]
