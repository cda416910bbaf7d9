"""Made-up markets with known truth, to try the desk's judgement on.

In come a regime and a seed; out come a world's past as fact tables and the truth beside it. It shares no formula with
the engine: it may import the schemas and the words, and none of the rooms it is there to judge.
"""
