"""Files nobody means well, made by a generator, and the process in which they are tried."""
