"""Why a target is missed, where it is; shown only beside a miss."""

REASONS = {
    "sixty_skill": "A book of 60 holds about eight returns. Where its few returns fall by chance far from the market's rate, the level learned "
    "is off, and a wrong level costs more than reasons and dates can win back.",
    "sixty_slope": "The reasons written down are right in 50 to 80 % of losses, so they spread the chances less than a recorded reason seems to "
    "promise; 60 deals are too few to learn by how much.",
    "no_heterogeneity_skill": "The priors hold that reasons differ, and here they do not. A small book cannot talk them out of it.",
    "no_windows_skill": "The priors hold that dates and seasons matter, and here they do not. A small book cannot talk them out of it.",
    "no_heterogeneity_verdict": "The backtest found a gain by luck in more worlds than it should.",
    "no_windows_verdict": "Here who looks at all differs by reason, so there is something to find: a gain is claimed where it is real.",
    "intervals": "The interval is of the rate of a cell, as learned. It does not hold what the model itself gets wrong, which is "
    "most of what is left once a book is large; in a small book it is wider than it need be.",
    "trees": "Trees see every crossing of reason, age, silence and date, and at 20,000 deals can learn them; the desk's terms add up.",
    "frontier_revenue": "What the desk wins more by time it loses by leaving alone; over so few worlds the interval is wide.",
    "concordance": "Cox's regression uses how often, how long ago and how much; what the desk weighs of customers who buy again is less than that.",
    "ratio": "The level is that of the customers' own past; the season of the hold-out is not in it.",
    "safety": "See the table: either the run was smaller than a million decisions, or a guard let somebody through.",
    "filled": "See the table of decisions.",
    "speed": "Measured while other work ran on the machine, or slower than it must be.",
    "growth": "Measured while other work ran on the machine, or slower than it must be.",
}
