"""The learned reader: a small encoder that finds proposals and interests and relates nodes."""

from .model import LearnedReader, NodeMentions, PairScore, PairScores, Reading, load_reader

__all__ = ["LearnedReader", "NodeMentions", "PairScore", "PairScores", "Reading", "load_reader"]
