"""Decisions, votes and matters, against what people labelled."""
