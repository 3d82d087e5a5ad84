"""Marking: a small model reads the question with each of the first passages, and marks answers."""
