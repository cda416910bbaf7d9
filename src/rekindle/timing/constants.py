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
SILENCE_DAYS = 91
SIGNAL_DAYS = 180

# A shape says when returns fall due, and is itself an assumption: half of it is believed, half is spread evenly.
SHAPE_TRUST = 0.5
# The least share of a year's returns that falls due in a week: no week is impossible.
SHARE_FLOOR = 0.0001
TAIL_HALF_LIFE_WEEKS = 52
NEVER_CEILING = 0.98
BACK_CEILING = 0.95
LEAST_PSEUDO_RETURNS = 0.1
# Reps, segments and sizes are taken to differ by about a fifth: each weighs as much as so many returns. An assumption.
FACTOR_PSEUDO_RETURNS = 30.0
# Priors are off together rather than apart: around the book's own factor a cell weighs twice its pseudo-deals.
CELL_WEIGHT = 2.0
MOST_LEVELS = 300

# 80 % of a normal curve lie within so many standard deviations.
Z_80 = 1.2815515655446004
