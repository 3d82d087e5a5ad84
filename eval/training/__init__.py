"""Learning what ranking, choosing and refusing weigh."""
