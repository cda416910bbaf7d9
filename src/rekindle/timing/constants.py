"""The numbers of the timing model that no pack sets; docs/mind.md says what each one does."""

HORIZON_DAYS = 180
PERIOD_DAYS = 28
HALF_DAYS = 14
# Periods of the grid, counted from today: five years back, one ahead; the window looks back six.
FIRST_PERIOD = -65
END_PERIOD = 13
WINDOW_FIRST_PERIOD = -6

# That somebody who will come back answers one contact. An assumption: replies to cold mails lie at 3 to 8 in 100.
ANSWER_CHANCE = 0.05
# So long after a contact its silence speaks against an open window: three periods.
SILENCE_DAYS = 84
SIGNAL_DAYS = 180

# A shape says when returns fall due, and is itself an assumption: half of it is believed, half is spread evenly.
SHAPE_TRUST = 0.5
# The least share of a year's returns that falls due in a week: no week is impossible.
SHARE_FLOOR = 0.0001
TAIL_HALF_LIFE_WEEKS = 52
NEVER_CEILING = 0.98
BACK_CEILING = 0.95
LEAST_PSEUDO_RETURNS = 0.1
# Bands of the age of a loss (days), within which a book's returns are held against the prior.
AGE_BANDS = (0, 90, 180, 365)
# A date they named is near from four weeks before it until twelve weeks after it, since windows stay open for a while;
# the end of a contract likewise (days after the day its bump is highest). A fiscal year is starting from the first on.
PROMISE_FROM, PROMISE_TO = -28, 84
CONTRACT_FROM, CONTRACT_TO = -90, 120
YEAR_FROM, YEAR_STARTS, YEAR_TO = -60, 45, 100
# A signal whose bump lifts the log hazard by so much is a strong one.
STRONG_LIFT = 1.0
# How far a playbook's differences are believed before a book has spoken: 0 is not at all, 1 as they stand. The anchor
# is the log weekly hazard they are differences from: some 19 in 100 come back within a year.
SPREAD, SPREAD_SD = 0.9, 0.4
SPREADS = tuple(nth / 20 for nth in range(25))
ANCHOR = -5.5
# How many returns each multiplier's prior weighs as much as. Assumptions: books differ by about a third, ages by a
# fifth, reps, segments, sizes and standings by about a ninth. Priors are off together rather than apart: around the
# book's own factor a cell weighs ten times its pseudo-deals.
BOOK_PSEUDO_RETURNS = 12.0
AGE_PSEUDO_RETURNS = 20.0
FACTOR_PSEUDO_RETURNS = 80.0
CELL_WEIGHT = 10.0
MOST_LEVELS = 300

# 80 % of a normal curve lie within so many standard deviations.
Z_80 = 1.2815515655446004
