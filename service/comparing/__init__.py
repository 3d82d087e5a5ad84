"""Two documents side by side: what was added, removed and changed, figures first."""
