"""Matters: what belongs together across meetings, from first report to final vote."""
