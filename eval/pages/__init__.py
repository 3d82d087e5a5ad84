"""Pages that show runs to people: plots, parts, templates."""
