"""Searches followed in feed readers: the first entries, what is kept of them, and Atom."""
