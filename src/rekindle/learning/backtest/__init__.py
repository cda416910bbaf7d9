"""Would the desk have been right? A time-ordered test of a book on its own past.

At each of some past days the book is cut back to what was known then, the timing is fitted on other accounts, and every
lost deal gets its forecast; what happened afterwards decides. Beside it stand the habits it would replace, at equal
numbers of contacts. In: a reading of the facts by instant. Out: a `Report`, which claims nothing without an interval.
"""

from rekindle.learning.backtest.cut import cut_facts
from rekindle.learning.backtest.origins import Plan, plan_origins
from rekindle.learning.backtest.report import Report, judge_rows
from rekindle.learning.backtest.rows import Later, Rows, try_origin
from rekindle.learning.backtest.run import backtest

__all__ = ["Later", "Plan", "Report", "Rows", "backtest", "cut_facts", "judge_rows", "plan_origins", "try_origin"]
