"""Two plain readers that ours must beat: always the most frequent answer, and a look-up of single words."""

from collections import Counter
from collections.abc import Iterable

# The first line with a word found anywhere in the text decides.
_WORDS = (
    ("competitor_fit", "chose_other", "competitor|went with|wettbewerb|concurren|competencia|andere leverancier"),
    ("budget", "not_now", "budget|funding|presupuesto|orçamento"),
    ("price", "unknown", "price|pricing|expensive|teuer|preis|prix|cher|precio|caro"),
    ("timing", "not_now", "timing|hold|next year|postponed|priorit|verschoben|reporté|aplazado"),
    ("contract_or_gpo", "unknown", "contract|gpo|vertrag|contrat"),
    ("silence", "unknown", "no response|unresponsive|ghost|rückmeldung|réponse|respuesta"),
    ("product_gap", "unknown", "feature|integration|missing|fehlt|manque"),
    ("product_quality", "unknown", "quality|trial|reliab|qualit"),
    ("service", "unknown", "service|support|delivery|lieferzeit"),
    ("buy_in", "no_decision", "committee|buy-in|kommission|comité"),
    ("wrong_stakeholder", "unknown", "champion|wrong person|ansprechpartner|interlocuteur"),
    ("access_or_level", "unknown", "decision maker|access|gatekeeper"),
    ("not_qualified", "unqualified", "too small|not qualified|bad fit|duplicate|kein bedarf"),
    ("unknown", "no", "contact again|not interested|kein interesse|do not contact"),
    ("other", "no_decision", "cancel"),
)


def look_up(text: str) -> tuple[str, str]:
    """Return the reason and verdict of the first known word in a text, else unknown twice."""
    lower = text.casefold()
    found = ((reason, verdict) for reason, verdict, words in _WORDS if any(word in lower for word in words.split("|")))
    return next(found, ("unknown", "unknown"))


def most_frequent(labels: Iterable[str]) -> str:
    """Return the most frequent label, the first in the alphabet of equals."""
    counted = Counter(labels)
    return min(counted, key=lambda label: (-counted[label], label))
