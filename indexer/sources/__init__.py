"""Sources: each yields published documents with what is known of them."""
