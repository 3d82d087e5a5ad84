"""Partition: from a file's bytes to pages of blocks."""
