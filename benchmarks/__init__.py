"""Benchmarks: ratios measured in one run, with their method and the machine. `make bench` writes docs/benchmarks.md."""
