"""Systems held against one another: tests, terminal, grids of settings."""
