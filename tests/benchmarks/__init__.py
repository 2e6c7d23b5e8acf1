"""How long builds take, side by side: run with ``python -m tests.benchmarks``, or ``make bench``."""
