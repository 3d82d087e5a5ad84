"""Benchmarks: a corpus, queries, and which documents are relevant to which query."""

from eval.benchmarks.loading import load_benchmark
from eval.benchmarks.values import Benchmark, BenchmarkDocument, Digests, Qrels, Query

__all__ = ["Benchmark", "BenchmarkDocument", "Digests", "Qrels", "Query", "load_benchmark"]
