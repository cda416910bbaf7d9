"""Why a target is missed, where it is; shown only beside a miss."""

REASONS = {
    "sixty_skill": "A book of 60 holds about eight returns. Where its few returns fall by chance far from the market's rate, the level learned "
    "is off, and a wrong level costs more than reasons and dates can win back.",
    "sixty_slope": "Eight returns say little about how far the playbook's differences hold: nine tenths of them are believed to begin with.",
    "no_heterogeneity_skill": "Here nothing tells who comes. A book learns so (how far its playbook is believed goes to 0), but the few returns of a "
    "book of 60 cannot yet: about half of the playbook's differences is still believed.",
    "no_windows_skill": "Here half as many come as the playbook holds, and no week is better than another. A book learns both, but in books of 60 the few returns "
    "leave the level too high.",
    "no_heterogeneity_verdict": "The backtest found a gain by luck in more worlds than it should.",
    "no_windows_verdict": "Here who looks at all differs by reason, so there is something to find: a gain is claimed where it is real.",
    "intervals": "In small books the prior is wider than these worlds differ; in large ones what the model cannot say of a reason outweighs its interval.",
    "trees": "What reasons, dates and contacts say only together is beyond terms that add up; trees learn it.",
    "frontier_revenue": "The interval is over few worlds, and in some a handful of large deals decides. The price of the hour trades revenue for opt-outs.",
    "concordance": "Cox's regression uses how often, how long ago and how much; what the desk weighs of customers who buy again is less than that.",
    "ratio": "The level is that of the customers' own past; the season of the hold-out is not in it.",
    "safety": "Looked at one by one in three books, each contact let through went to somebody with a seat on a deal at one account "
    "whose own account, another one since a merge, is suppressed as a whole: the guard asks for the person and for the deal's account, "
    "not for the account the person is at now.",
    "safety_size": "Nobody was let through; the run was smaller than a million decisions.",
    "filled": "See the table of decisions.",
    "speed": "Seconds are those of the machine named at the top; how they grow with the book does not depend on it.",
    "growth": "Measured while other work ran on the machine, or slower than it must be.",
}
