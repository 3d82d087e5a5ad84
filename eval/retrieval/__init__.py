"""Retrieval on benchmarks: collections, arms, runs, measures, comparisons."""
