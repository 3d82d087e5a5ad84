"""Making statements from passages."""
