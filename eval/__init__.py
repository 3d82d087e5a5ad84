"""Benchmarks of retrieval and answers, and the sample council."""
