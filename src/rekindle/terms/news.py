"""How people call the things that happen to a customer: a label of each kind of signal, and the words of lists."""

from rekindle.terms.touches import SignalKind

# As a label of two or three words.
KIND_LABELS: dict[SignalKind, str] = {
    SignalKind.SOMEONE_NEW: "Someone new",
    SignalKind.CHAMPION_MOVED: "Moved on",
    SignalKind.CONTRACT_ENDS: "Contract ends",
    SignalKind.RECALL: "Recall",
    SignalKind.SHIPPED_FEATURE: "Shipped",
    SignalKind.BUDGET_SEASON: "Budget season",
    SignalKind.PANEL_TALK: "Spoke on a panel",
    SignalKind.PUBLISHED: "Published",
    SignalKind.AWARD: "Award",
    SignalKind.OTHER: "Noticed",
}

# Folded: small letters, single spaces, no marks. The first of each is what the page says.
KIND_WORDS: dict[SignalKind, tuple[str, ...]] = {
    SignalKind.SOMEONE_NEW: (
        "someone new",
        "somebody new",
        "new person",
        "new hire",
        "new leader",
        "new chief",
        "new contact",
        "leadership change",
        "joined",
        "appointed",
        "new",
    ),
    SignalKind.CONTRACT_ENDS: (
        "contract ends",
        "contract end",
        "a contract ends",
        "contract expires",
        "contract expiry",
        "contract expiration",
        "contract renewal",
        "expires",
        "renewal",
        "contract",
    ),
    SignalKind.RECALL: ("recall", "a recall", "recalled", "product recall", "safety notice", "field notice"),
    SignalKind.BUDGET_SEASON: (
        "budget season",
        "their budget season",
        "budget",
        "new budget",
        "budget approved",
        "budget opens",
        "capital season",
        "fiscal year",
        "new fiscal year",
    ),
    SignalKind.SHIPPED_FEATURE: (
        "product shipped",
        "shipped",
        "we shipped",
        "we shipped what was missing",
        "shipped feature",
        "feature shipped",
        "released",
        "release",
        "launch",
        "launched",
    ),
    SignalKind.CHAMPION_MOVED: (
        "champion moved",
        "our champion moved on",
        "moved",
        "moved on",
        "left",
        "champion left",
    ),
    SignalKind.PANEL_TALK: ("panel talk", "they spoke on a panel", "panel", "talk", "spoke"),
    SignalKind.PUBLISHED: (
        "published",
        "they published something",
        "publication",
        "paper",
        "post",
        "posted",
        "article",
    ),
    SignalKind.AWARD: ("award", "they won something", "prize"),
    SignalKind.OTHER: ("something else", "other"),
}
# Beginnings of words that tell a kind in a longer phrase, the surer ones first: a new budget is a budget.
HINTS: tuple[tuple[SignalKind, tuple[str, ...]], ...] = (
    (SignalKind.RECALL, ("recall",)),
    (SignalKind.CONTRACT_ENDS, ("contract", "expir", "renewal")),
    (SignalKind.BUDGET_SEASON, ("budget", "fiscal")),
    (SignalKind.SHIPPED_FEATURE, ("ship", "launch", "releas")),
    (SignalKind.CHAMPION_MOVED, ("left", "leaving", "departed", "retired", "resigned")),
    (SignalKind.SOMEONE_NEW, ("new", "hired", "joined", "joins", "appointed", "promoted", "successor")),
    (SignalKind.PUBLISHED, ("publi", "posted", "article")),
    (SignalKind.PANEL_TALK, ("panel", "webinar", "podcast", "keynote")),
    (SignalKind.AWARD, ("award",)),
)
KIND_OF: dict[str, SignalKind] = {
    said: kind for kind, words in KIND_WORDS.items() for said in (*words, kind.value.replace("_", " "))
}
