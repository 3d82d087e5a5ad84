"""Ranking: what tells a passage that answers from one that is only like the question."""
