"""Columns about being left alone under names nobody knows: what settles them, and who is left alone meanwhile."""

import re
from collections.abc import Sequence

from rekindle.intake.cells.flags import is_yes
from rekindle.intake.columns.dictionary import Kind, Profile
from rekindle.intake.columns.fit import share_of
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.match import Candidate, Match, Samples
from rekindle.intake.columns.words import is_in, read_first_word, read_word
from rekindle.intake.files.table import Cell, as_text

_MOSTLY, _FEW, _NEARLY_ALL = 0.9, 6, 0.8
_PERMITS = "Its values allow or forbid to write by themselves."
# About being written to or called, but in no word we know: whoever may not be contacted must not be lost.
_ABOUT_CONTACT = re.compile(
    r"\b(unsub\w*|subscri\w*|consent\w*|permission|contactable|gdpr|dsgvo|rgpd|lgpd|avg|privacy|newsletter|mailings?"
    r"|einwilligung|erlaub\w*|autoris\w*|autoriz\w*|consens\w*|consentim\w*|toestemming|dnc|blacklist\w*"
    r"|zgod[ay]|samtycke|samtykke|souhlas\w*|suhlas|suostumus|hozzajarulas|consimtamant|acordul?|izin|onay|согласие|згода"
    r"|συγκαταθεση|同意|동의)\b"
    r"|\b(?:ok|okay|may|can|agree[sd]?|accepts?|wants?|happy|darf|peut|puede|puo|pode|mag)\b.*"
    r"\b(?:contact\w*|kontakt\w*|contat\w*|e ?mail\w*|call\w*|reach\w*|anruf\w*|appel\w*)\b"
)
# "Ne pas relancer": a word that forbids, whatever it forbids.
_FORBIDS = re.compile(
    r"^(?:(?:please )?(?:do not|don t|dont|never|stop|no)|ne (?:pas|plus)|pas de|nicht|kein\w*|nie|nunca|non|niet|geen"
    r"|nooit|nao)(?= [a-z])|\b(?:gesperrt|blocked|bloque[ea]?|bloquead[ao]|bloccat[ao]|geblokkeerd)\b"
)
# "Do not", or a verb under a no: what somebody is told to leave. "No budget", "Never replied" and "Blocked" forbid
# nobody a thing.
_TELLS_TO_LEAVE = re.compile(
    r"^(?:(?:please )?(?:do not|don t|dont)|ne (?:pas|plus)|nicht mehr|niet meer)(?= [a-z])"
    r"|^(?:no|nao) \w+[ai]r$|^non \w+[aei]re$"
    r"|^stop (?:outreach|contact\w*|mail\w*|e ?mail\w*|call\w*|messag\w*|sequence|writing|reaching)\b"
)
# Words of law for the same.
_OBJECTS = re.compile(
    r"\b(?:opposition|opposizione|oposicion|oposicao|bezwaar|widerspruch|robinson\w*|sperr(?:vermerk|liste)|revocad[ao]"
    r"|revocat[ao]|bloctel|dnc|blacklist\w*|objected|objection to (?:contact|marketing|processing|mail\w*|calls?))\b"
)
_OTHER_WAY = re.compile(
    r"\b(sms|text|fax|tracking|whatsapp|cookies?|opt in|by|date|time|on|at|source|link|url|version|ip|postal|address"
    r"|street|city|state|zip|country)\b"
)
_OF_MAIL = re.compile(r"\b(e ?mails?|mails?|mailings?|newsletters?|correos?|courriels?|nieuwsbrief)\b")
_OF_CALLS = re.compile(r"\b(phones?|calls?|tel\w*|anruf\w*|appels?|llamad\w*|chiamat\w*|ligac\w*|bellen)\b")


def is_about_contact(header: str, cells: Sequence[Cell]) -> bool:
    """Say whether a column nobody knows is about who may be contacted, or holds yes for some under a no."""
    folded = fold_header(header)
    if _OTHER_WAY.search(folded) or len(_said(cells)) > _FEW:
        return False
    return bool(_ABOUT_CONTACT.search(folded)) or _tells_to_leave(folded, cells) or _forbids(folded, cells)


def suppose_opt_outs(profile: Profile, match: Match, samples: Samples) -> None:
    """Leave alone whom a column nobody knows may forbid, until somebody says what it means.

    Cells that say which way they go ("Allow", "Do not allow") settle what theirs is. Under a word that forbids a yes
    holds. Where yes may be either way, all who have an answer there are held: any other question may wait, while a no
    that waits for its answer is one that is not heard.
    """
    if profile.kind not in (Kind.DEALS, Kind.PEOPLE) or not match.meant:
        return
    for index, column in enumerate(samples.table.columns):
        cells, folded = samples[index], fold_header(column)
        if index in match.meant or not cells:
            continue
        if _are_permissions(cells) and not _OTHER_WAY.search(folded):
            match.meant[index] = Candidate(_permitted(folded), 0.6, why=_PERMITS)
            match.misfit.pop(index, None)
        elif index not in match.misfit and is_about_contact(column, cells):
            _hold(match, index, folded, cells)


def _hold(match: Match, index: int, folded: str, cells: Sequence[Cell]) -> None:
    is_told = _tells_to_leave(folded, cells)
    is_open = bool(_ABOUT_CONTACT.search(folded)) and all(map(_answers, _said(cells)))
    if is_told or is_open:
        match.meant[index] = Candidate("person.opt_out", 0.1)
        match.supposed.add(index)
    if is_open and not is_told:
        match.held.add(index)


def _answers(text: str) -> bool:
    """Say whether a text is a yes or a no; "monthly" under "Subscription" is neither, and holds nobody."""
    return bool(read_first_word("consent", text)) or read_first_word("opt_out", text) == "no"


def _tells_to_leave(folded: str, cells: Sequence[Cell]) -> bool:
    """Say whether a name forbids to write or call, and some cell does not say no to that."""
    if _OBJECTS.search(folded):
        return any(read_word("opt_out", as_text(cell)) != "no" for cell in cells)
    return bool(_TELLS_TO_LEAVE.search(folded)) and _forbids(folded, cells)


def holds_nearly_all(match: Match, samples: Samples, index: int) -> bool:
    """Say whether a column that is held until it is answered would leave four of five rows alone."""
    rows = samples.table.rows
    filled = sum(as_text(row[index]).strip() != "" for row in rows if index < len(row))
    return index in match.held and filled >= _NEARLY_ALL * len(rows)


def _are_permissions(cells: Sequence[Cell]) -> bool:
    """Say whether all cells are words that allow or forbid by themselves, some of them forbidding."""
    said = _said(cells)
    return len(said) <= _FEW and any(is_in("forbidden", one) for one in said) and all(map(_permits, said))


def _permits(text: str) -> bool:
    return is_in("allowed", text) or is_in("forbidden", text)


def _permitted(folded: str) -> str:
    if _OF_MAIL.search(folded):
        return "person.may_mail"
    return "person.may_call" if _OF_CALLS.search(folded) else "person.may_contact"


def _said(cells: Sequence[Cell]) -> set[str]:
    return {as_text(cell).casefold() for cell in cells}


def _forbids(folded: str, cells: Sequence[Cell]) -> bool:
    """Say whether a column holds yes for some, or no, under a word that forbids."""
    is_flag = share_of(cells, "flag") >= _MOSTLY and any(map(is_yes, cells))
    return is_flag and not any(map(str.isdecimal, _said(cells))) and bool(_FORBIDS.search(folded))
