"""What is learned from logs of contacts, as faces know it."""

from rekindle.learning.cadence.asking import AskCadence
from rekindle.learning.cadence.finding import Cadence
from rekindle.learning.cadence.picture import draw_svg, draw_text
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selection import Selection

__all__ = ["Ask", "AskCadence", "Cadence", "Selection", "draw_svg", "draw_text"]
