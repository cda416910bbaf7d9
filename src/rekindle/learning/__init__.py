"""What happened against what was advised: backtests, calibration, lift, and new parameters as data.

In come facts, advice and logs of contacts as tables; out go reports and parameter sets as tables. It may not know
Django, the network or the clock, and nothing below it may import it.
"""
