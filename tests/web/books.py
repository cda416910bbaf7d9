"""The lost book by hand: a board, a table, and nothing."""

from dataclasses import replace
from datetime import date

from rekindle.desk.show.book_rows import LANES
from rekindle.desk.show.book_views import BookAsk, BookRow, BookView, Choice, Filter, Lane, Narrowing
from rekindle.desk.show.voices import SALES
from tests.web.card_maker import RESTS, deal_id, strip

ROWS = (
    ("Bellweather Surgical", "Seren sealer", "$88,000", "9 October", "Not known yet", "to_debrief"),
    ("Quill River Health", "Vantage 4K × 2", "$310,000", "3 October", "Timing", "to_debrief"),
    ("St. Brannoc’s", "Seren, 3-year", "$164,000", "12 May", "Contract or GPO", "resting"),
    ("Alder Creek Medical", "Seren sealer", "$54,000", "12 June", "Clinical fit", "resting"),
    ("Tamarack Regional Medical Center", "4 × Vantage 4K tower", "$620,000", "11 February", "Budget", "window_open"),
    ("Lakemont Orthopaedic", "TrueAlign navigation", "$284,000", "2 August last year", "Rollout", "window_open"),
    ("Harrow County", "Vantage 4K × 3", "$465,000", "4 September last year", "", "talking_again"),
    ("Wren Valley Health", "Seren, 3-year", "$190,000", "2 April last year", "", "won_back"),
    ("Ridgeway Hospital", "SteadyFlow pump", "$41,000", "12 May", "A clear no", "left_alone"),
)


def _row(number: int, account: str, name: str, amount: str, lost: str, why: str, standing: str) -> BookRow:
    words = standing.replace("_", " ").capitalize()
    glyph = strip(8, 7, 9.5) if standing in {"resting", "window_open"} else None
    return BookRow(
        deal_id(number),
        account,
        name,
        amount,
        lost,
        why,
        "i-coin",
        standing,
        words,
        "Maya Brandt",
        "Comes up in May",
        glyph,
    )


LINES = tuple(_row(number, *row) for number, row in enumerate(ROWS, 1))
TABLE = BookView(
    title="486 lost deals. 38 have an open window.",
    words="117 are left alone, each for its reason.",
    rows=LINES,
    lanes=(),
    standings=tuple(Choice(name, name.replace("_", " ").capitalize(), "12", lane.icon) for name, lane in LANES.items()),
    reasons=(Choice("budget", "Budget", "91", "i-coin"), Choice("timing", "Timing", "57", "i-hourglass", True)),
    sorts=(Choice("lost", "Lost last", is_chosen=True), Choice("amount", "Largest")),
    owners=(Choice("", "Everybody’s", is_chosen=True), Choice("mine", "Mine")),
    members=((deal_id(401), "Maya Brandt"), (deal_id(402), "Priya Kapoor")),
    rests=RESTS,
    saved=(("My open windows", "standing=window_open&whose=mine"),),
    ask=BookAsk(view="table", reason="timing", sort="lost"),
    count=486,
    after="2026-01-01T00:00:00+00:00~x",
    earliest=date(2026, 1, 10),
    is_sample=True,
    filters=(
        Filter("competitor", "Lost to", (Choice("Corvex", "Corvex", is_chosen=True), Choice("Medalis", "Medalis"))),
        Filter("product", "Product", (Choice("Seren sealer", "Seren sealer"),)),
        Filter("amount", "Amount", (Choice("10000-50000", "10,000 to 50,000"),)),
    ),
    narrowed=(Narrowing("reason", "Timing"), Narrowing("competitor", "Lost to Corvex")),
    matching=214,
    matching_words="214",
)
BOARD = replace(
    TABLE,
    rows=(),
    lanes=tuple(
        Lane(
            name,
            name.replace("_", " ").capitalize(),
            SALES.lanes[name],
            lane.icon,
            "312",
            tuple(row for row in LINES if row.standing == name),
            name == "resting",
        )
        for name, lane in LANES.items()
    ),
    ask=BookAsk(view="board"),
    narrowed=(),
    matching=0,
)
EMPTY = replace(
    TABLE, title="No lost deals yet.", rows=(), count=0, after="", ask=BookAsk(view="board"), reasons=(), narrowed=()
)
NOBODY = replace(TABLE, title="No deal holds “zzz”.", rows=(), after="", ask=BookAsk(view="table", query="zzz"))
