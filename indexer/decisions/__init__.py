"""Decisions, votes and attendance, read from minutes and records of decision."""
