"""Why a target is missed, where it is; shown only beside a miss."""

REASONS = {
    "sixty_skill": "A book of 60 holds about eight returns. Where its few returns fall by chance far from the market's rate, the level learned "
    "is off, and a wrong level costs more than reasons and dates can win back.",
    "sixty_slope": "The chances are spread wider than what can be seen in these worlds deserves: recorded reasons are right in "
    "50 to 80 % of losses, and of the dates named up to 45 % are not meant.",
    "no_heterogeneity_skill": "Here nothing tells who comes, but the priors hold that reasons, verdicts, ages and silence do. A book "
    "teaches the desk how often its reasons come back, not that they are all alike, so the spread of the priors "
    "stays.",
    "no_windows_skill": "Here no week is better than another, but the priors hold that ages, dates and seasons matter, and what a "
    "book teaches is how often, not when; in small books the level is off too.",
    "no_heterogeneity_verdict": "The backtest found a gain by luck in more worlds than it should.",
    "no_windows_verdict": "Here who looks at all differs by reason, so there is something to find: a gain is claimed where it is real.",
    "intervals": "The interval is of how often, given that the shapes are right. In these worlds returns come later than the "
    "shapes hold, and the young exposure sets the level, so older losses get too little: came / foretold grows "
    "with the book, and a narrow interval around a wrong level misses. In small books the prior makes the "
    "interval wide enough, or wider.",
    "trees": "Level, not order: what is learned is a factor on how often, while when stays as the priors hold it. In these "
    "worlds returns come later, so at 20,000 deals twice as many come as are foretold (came / foretold), and "
    "contacts without an answer are weighed harder than they tell. Trees learn both from the data.",
    "frontier_revenue": "The interval is over few worlds, and the desk leaves alone too early: more come than it foretells (came / "
    "foretold above 1), so an hour looks worth less than it is. At 300 an hour it won 129 % of the cadence on six development "
    "worlds, with 33 % of the contacts but half of the opt-outs.",
    "concordance": "Cox's regression uses how often, how long ago and how much; what the desk weighs of customers who buy again is less than that.",
    "ratio": "The level is that of the customers' own past; the season of the hold-out is not in it.",
    "safety": "Looked at one by one in three books, each contact let through went to somebody with a seat on a deal at one account "
    "whose own account, another one since a merge, is suppressed as a whole: the guard asks for the person and for the deal's account, "
    "not for the account the person is at now.",
    "safety_size": "Nobody was let through; the run was smaller than a million decisions.",
    "filled": "See the table of decisions.",
    "speed": "Measured while other work ran on the machine, or slower than it must be.",
    "growth": "Measured while other work ran on the machine, or slower than it must be.",
}
