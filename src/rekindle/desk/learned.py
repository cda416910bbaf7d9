"""What is learned from logs of contacts, as faces know it."""

from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selection import Selection

__all__ = ["Ask", "Selection"]
