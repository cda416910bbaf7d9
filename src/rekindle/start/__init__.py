"""Where the house is put together: settings, the command, the server and what it does at start-up.

In: the environment. Out: a running Rekindle. It may know every room; no room may know it.
"""
