"""The page Patterns: what was counted, as sentences, drawings and tables. Reads only what was worked out."""

from rekindle.desk.show.patterns.page import PANELS, show_patterns
from rekindle.desk.show.patterns.views import PatternsView

__all__ = ["PANELS", "PatternsView", "show_patterns"]
