"""The vector store: one interface, two homes."""
