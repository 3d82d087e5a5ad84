"""Meetings: when and where they were, what was on the agenda, who came, and what was decided."""
