"""Names of columns made of known ones: "CustName", "Tender title", "date du devis", "Sell-to Customer Name"."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from rekindle.intake.columns.dictionary import load_data
from rekindle.intake.columns.headers import fold_header, variants

_SHORTENED, _OF_DEAL, _OF_SOMEBODY = 0.95, 0.9, 0.85
_FEWEST_LETTERS = 4
_MOST_WAYS = 9
_NAMES = frozenset({"name", "names", "nombre", "nom", "nome", "naam"})
_NAMED = {"person.": "contact name", "account.name": "account name"}
_SIGN = re.compile(r"(?:[$€£¥₹]|R\$)$")
_BARE_SIGN = re.compile(r"\W*[kKmM]?\W*(?:[$€£¥₹]|R\$|kr)\W*[kKmM]?\W*")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a column's name: how much it is still the same name, and how the fields begin that it may mean."""

    text: str
    score: float
    begins: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Short words; words for the deal, alone, glued to the next or behind; whose something is; what stands behind."""

    short: dict[str, tuple[str, ...]]
    deal: frozenset[str]
    deal_first: tuple[str, ...]
    deal_last: tuple[str, ...]
    glued: tuple[str, ...]
    of: tuple[str, ...]
    whose: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    behind: tuple[str, ...]
    address: tuple[str, ...]
    addresses: tuple[str, ...]
    said_of_deal: dict[str, str]
    amounts: frozenset[str]


@lru_cache(maxsize=8192)
def compose(header: str) -> tuple[Form, ...]:
    """Return the further forms of a column's name: short words written out, the deal by another name, whose it is."""
    known = variants(header)
    found: dict[tuple[str, tuple[str, ...]], float] = {}
    for text, score in known.items():
        for form in _take_apart(Form(text, score)):
            key = (form.text, form.begins)
            found[key] = max(found.get(key, 0.0), form.score)
    if _is_bare_sign(header):
        found["amount", ("deal.amount",)] = _OF_DEAL
    return tuple(Form(text, score, begins) for (text, begins), score in found.items() if text)


def _is_bare_sign(header: str) -> bool:
    """A sign of money alone, or with no more than a word for which amount it is: "$", "Est. $"."""
    found = _SIGN.search(header.strip())
    if not found:
        return bool(_BARE_SIGN.fullmatch(header.strip()))
    words = {_parts().short.get(word, (word,))[0] for word in fold_header(header.strip()[: found.start()]).split()}
    return words <= _parts().amounts


def is_paper(header: str) -> bool:
    """Say whether a name is a bare word for what was offered, "Offer" or "Our bid"."""
    forms = {*variants(header), *(form.text for form in compose(header))}
    return bool(forms & _parts().deal)


def _take_apart(form: Form) -> Iterator[Form]:
    """A shortened name is one part more; whose it is may stand before a name of the deal: "Our bid value"."""
    written = [text for text in _written_out(form.text) if text != form.text]
    forms = [Form(text, form.score * _SHORTENED) for text in written] or [form]
    yield from forms if written else ()
    for full in forms:
        for one in (full, *_without_owner(full)):
            if one is not full:
                yield one
            if one.begins in {("",), ("deal.amount",)}:
                yield from (Form(text, one.score * _OF_DEAL, ("deal.",)) for text in _of_deal(one.text))
                yield from (Form(text, one.score * _OF_DEAL, ("deal.amount",)) for text in _before_deal(one.text))


def _written_out(text: str) -> list[str]:
    """Write short words out; one that is short for several words is written in each way: "Dt. perda"."""
    short = _parts().short
    ways = [short.get(word, (word,)) for word in text.split()]
    return [" ".join(words) for words in product(*ways)] if math.prod(map(len, ways)) <= _MOST_WAYS else [text]


def _before_deal(text: str) -> Iterator[str]:
    """What stands before the deal without a word between: "importo" of "importo offerta"."""
    for word in _parts().deal if text.endswith(_parts().deal_last) else ():
        if text.endswith(f" {word}"):
            yield text.removesuffix(f" {word}")


def _without_owner(form: Form) -> Iterator[Form]:
    for words, begins in _parts().whose:
        for word in words:
            if form.text.startswith(f"{word} "):
                rest = form.text.removeprefix(f"{word} ")
                known = _NAMED[begins[0]] if rest in _NAMES and begins[0] in _NAMED else rest
                yield Form(known, form.score * _OF_SOMEBODY, begins)
    for word in _parts().behind:
        if form.text.endswith(f" {word}"):
            yield Form(form.text.removesuffix(f" {word}"), form.score * _OF_SOMEBODY)
    for word in _parts().address:
        if form.text.endswith(f" {word}"):
            yield Form(form.text.removesuffix(f" {word}"), form.score * _OF_SOMEBODY, _parts().addresses)


def _of_deal(text: str) -> Iterator[str]:
    """What is left of a name without its word for the deal: "deal title" and "title" of "tender title"."""
    for rest in _without_deal(text):
        yield _parts().said_of_deal.get(rest, rest)


def _without_deal(text: str) -> Iterator[str]:
    parts = _parts()
    for word in parts.deal if text.startswith(parts.deal_first) or text.endswith(parts.deal_last) else ():
        if text.startswith(f"{word} "):
            rest = text.removeprefix(f"{word} ")
            yield from (f"deal {rest}", rest)
        if text.endswith(f" {word}") and text.removesuffix(f" {word}") in parts.said_of_deal:
            yield text.removesuffix(f" {word}")
        for of in parts.of:
            if text.endswith(f" {of} {word}"):
                yield text.removesuffix(f" {of} {word}")
    for word in parts.glued:
        if text.startswith(word) and len(text) >= len(word) + _FEWEST_LETTERS:
            yield text.removeprefix(word).strip()


@cache
def _parts() -> _Parts:
    said = load_data("parts.toml")
    return _Parts(
        short={word: (full,) if isinstance(full, str) else tuple(full) for word, full in said["short"].items()},
        deal=frozenset(said["deal"]["words"]),
        deal_first=tuple(f"{word} " for word in said["deal"]["words"]),
        deal_last=tuple(f" {word}" for word in said["deal"]["words"]),
        glued=tuple(said["deal"]["glued"]),
        of=tuple(said["deal"]["of"]),
        whose=tuple((tuple(one["words"]), tuple(one["fields"])) for one in said["whose"].values()),
        behind=tuple(said["behind"]["words"]),
        address=tuple(said["address"]["words"]),
        addresses=tuple(said["address"]["fields"]),
        said_of_deal={word: name for name, words in said["said_of_deal"].items() for word in words},
        amounts=frozenset(said["whose"]["amount"]["words"]),
    )
