"""Names of columns made comparable: camel case, snake case, signs, accents, custom-field endings."""

import re
import unicodedata
from functools import lru_cache

from rekindle.intake.names import fold

_CUSTOM_END = re.compile(r"__[crs]$", re.IGNORECASE)
# A record that a custom field names, "Account_x__r.Name", and the mark of who sold the field, "_vod".
_RELATED = re.compile(r"__(?:[crv]|[cv]r)\.", re.IGNORECASE)
_VENDOR = re.compile(r"_vod(?=_|\.|$)|__(?:v|sys)$")
_SNAKE_END = re.compile(r"^([a-z0-9_]+)_c$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# "Custom field (Customer)": what it is called stands in the brackets.
_OF_CUSTOM = re.compile(
    r"^(?:custom field|benutzerdefiniertes feld|champs? personnalise|campo personalizado)\s*\((.+)\)$", re.I
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PREFIX = re.compile(r"^(deal|opportunity|opp|primary|main|affaire|trato|negocio|oportunidad|verkaufschance) (?=\w)")
_OTHER = re.compile(
    r"\b(previous|prior|old|former|original|initial|past|partner|reseller|distributor|vorherige[rns]?|fruhere[rns]?|alte[rns]?"
    r"|ancien(ne)?|precedente?|initiale?|anterior(es)?|previ[ao]|antigu[ao])\b"
)
_OF_ENDS = re.compile(
    r"\b(wins?|won|loss|lost|outcome|results?|resolution|decision|decided|status|state|verdict"
    r"|ergebnis|entscheidung|resultat|decision"
    r"|resultado|decisao|esito|decisione|uitslag|besluit)\b"
)
_BESIDE_ENDS = {"is", "or", "open", "we", "final", "sales", "deal", "order", "bid", "quote", "offer", "opportunity"}
_SENTENCES = re.compile(r"\w{2}[.!?][\"'”’)*]* +[A-Z]")
# An abbreviation has a full stop, too; a name with one is short.
_LONG = 8
_NUMBER_END = re.compile(r" \d{1,2}$")
_FIRST_OF_SEVERAL = re.compile(r"(?<=\w) 1(?= [a-z])")
_CURRENCY_END = re.compile(
    r" (?:in )?(?:[tkm]|mn|mm|mio ?|tsd ?)?"
    r"(?:usd|eur|gbp|chf|cad|aud|nzd|jpy|inr|brl|mxn|sek|nok|dkk|pln|czk|huf|sgd|zar)$"
)
_TAX_END = re.compile(
    r" (?:(?:excl|excluding|exkl|exclusief|ex|ohne|zzgl|before|plus|sans|hors|sin|incl|including|inkl|inclusief) )?"
    r"(?:vat|tax|taxes|gst|btw|mwst|ust|tva|iva|ht|ttc|net|netto|gross|brutto)$"
)
_SIGN_END = re.compile(r"\s*(?:(?<![a-z])[kmt])?\s?(?:r\$|[$€£¥₹])\s*(?:k|m|mm)?\s*$", re.IGNORECASE)
_COUNTED_END = re.compile(
    r" (?:in |en )?(?:cents?|centimes|centimos|centavos|pence"
    r"|thousands?|millions?|tausend|tsd|mio|milliers|miles|lakhs?)$"
)
# "Opp #", "Quote No.", "N° affaire": the number of something, not the thing; "# of beds" counts something else.
_MARK = r"(?:#|(?:no|nr|num|n)\.|no|nr|n[°º]|number|nummer|num[eé]ro(?: d[e’'])?)"
_MARKED = re.compile(rf"^(?P<what>.*[\w.)])\s*(?:#|\s{_MARK})$|^(?:#|{_MARK}\s)\s*(?!of )(?P<of>\w.*)$", re.IGNORECASE)
# "Contact person & no.", "Name / phone": a cell that says how to reach whom it names.
_AND_NUMBER = re.compile(
    r"\s*(?:&|\+|/|,|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*"
    r"(?:nos?|numbers?|ph|phones?|tel|telephone|telefon\w*|mob|mobile|cell|e-?mails?|mails?)\.?\s*$",
    re.IGNORECASE,
)
_STILL = 0.6
_SAME = ((re.compile(r"\be mail"), "email"), (re.compile(r"\blinked in\b"), "linkedin"))


@lru_cache(maxsize=8192)
def fold_header(header: str) -> str:
    """Fold a column's name: "LossReason__c", "loss_reason_c" and "Loss Reason*" all become "loss reason"."""
    plain = _SNAKE_END.sub(r"\1", _CUSTOM_END.sub("", _VENDOR.sub("", _RELATED.sub(".", header.strip()))))
    if " " not in plain:
        plain = _CAMEL.sub(" ", plain)
    folded = fold(plain)
    for pattern, word in _SAME:
        folded = pattern.sub(word, folded)
    return folded


@lru_cache(maxsize=8192)
def variants(header: str) -> dict[str, float]:
    """Return the forms under which a header can be known, each with how much it is still the same name (0 to 1).

    The answer is one for all who ask: it is read, never changed.
    """
    numbers = _number_of(header)
    header = _OF_CUSTOM.sub(r"\1", header.strip())
    found = dict.fromkeys(numbers, 0.97)
    found.setdefault(fold_header(header), _STILL if numbers and "#" in header else 0.95 if is_custom(header) else 1.0)
    bare = _BRACKETS.sub("", header := unicodedata.normalize("NFKC", header))
    found.setdefault(fold_header(_SIGN_END.sub("", header)), 0.97)
    found.setdefault(fold_header(_AND_NUMBER.sub("", bare)), 0.9)
    inside = "".join(_BRACKETS.findall(header)).strip()
    found.setdefault(fold_header(bare), 0.9 if inside.isdecimal() else 0.97)
    for part in bare.split("/") if bare.count("/") == 1 else ():
        # "Hospital / IDN" is known if only one of its names is.
        found.setdefault(fold_header(part), 0.8)
    for form, score in list(found.items()):
        found.setdefault(_NUMBER_END.sub("", form), score * 0.9)
    for form, score in list(found.items()):
        # "Contact 1 Name": the first of several.
        found.setdefault(_FIRST_OF_SEVERAL.sub("", form), score * 0.9)
        found.setdefault(_CURRENCY_END.sub("", form), score * 0.97)
        found.setdefault(_TAX_END.sub("", form), score * 0.97)
    for form, score in list(found.items()):
        found.setdefault(_COUNTED_END.sub("", form), score)
    for form, score in list(found.items()):
        found.setdefault(_PREFIX.sub("", form), score * 0.85)
    return {form: score for form, score in found.items() if form}


def _number_of(header: str) -> tuple[str, ...]:
    """Return the names under which the number of something is known: of "Opp #" "opp id" and "opp number".

    The number of a contact is one to call.
    """
    found = _MARKED.match(_BRACKETS.sub("", unicodedata.normalize("NFC", header)).strip())
    what = fold_header(found["what"] or found["of"]) if found else ""
    if not what:
        return ()
    return (f"{what} number",) if what == "contact" else (f"{what} id", f"{what} number")


def is_custom(header: str) -> bool:
    """Say whether a header is that of a field a team added itself to Salesforce: what it means is theirs to say."""
    return bool(_CUSTOM_END.search(header) or _SNAKE_END.match(header))


def is_prose(header: str) -> bool:
    """Say whether a header is more than one sentence: words of a text, in which anything may be named."""
    return len(header.split()) >= _LONG and bool(_SENTENCES.search(header))


def is_of_another(header: str) -> bool:
    """Say whether a header names something of another time or of somebody else: "Previous lost reason"."""
    return bool(_OTHER.search(fold_header(header)))


def says_cents(header: str) -> bool:
    """Say whether a header names cents, as "value_in_cents" does."""
    return bool({"cent", "cents", "centimes", "centimos", "centavos", "pence"} & set(fold_header(header).split()))


def speaks_of_ends(header: str) -> bool:
    """Say whether a header is about how something ended, and of no other time: "Decision", "Win / Loss / Open"."""
    return bool(_OF_ENDS.search(fold_header(header))) and not is_of_another(header) and not is_prose(header)


def speaks_only_of_ends(header: str) -> bool:
    """Say whether a header names nothing but an end: "Deal won?", and not "Won award" or "Loss of signal"."""
    return speaks_of_ends(header) and set(_OF_ENDS.sub("", fold_header(header)).split()) <= _BESIDE_ENDS


def says_months(header: str) -> bool:
    """Say whether a header names months: "Month closed"."""
    return bool({"month", "months", "monat", "mois", "mes", "mese", "maand"} & set(fold_header(header).split()))


def in_brackets(header: str) -> str:
    """Return what stands in brackets in a header, such as a currency."""
    return " ".join(_BRACKETS.findall(unicodedata.normalize("NFKC", header))).strip()
