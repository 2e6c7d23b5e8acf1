"""Benchmarks that compare generators: run with ``python -m tests.benchmarks``, or ``make bench``."""
