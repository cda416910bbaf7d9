"""The rep's reasons and the buyers', side by side, with the gap between them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from rekindle.book.read.around import ClaimRecord, PersonRecord
from rekindle.debrief import measure_gap
from rekindle.desk.show.debrief_views import Ranked, SidesView
from rekindle.desk.show.phrases import first_name, fit_words, say_number
from rekindle.playbook import Playbook
from rekindle.terms.losses import ClaimKind, Control, Reason, Source

MOST = 4
TOP, STEP = 36, 38
# As many letters as stand beside the drawing on either side.
_LEFT, _RIGHT = 17, 22
_ORDINALS = ("first", "second", "third", "fourth")
_HANDS = {
    Control.OURS: "ours to change",
    Control.SHARED: "partly ours to change",
    Control.THEIRS: "not ours to change",
}


def rank_reasons(claims: Iterable[ClaimRecord], source: Source, person_id: UUID | None = None) -> list[Reason]:
    """Return the reasons a side gave when it last spoke, the heaviest first. `person_id` keeps one person's."""
    said = [
        claim
        for claim in claims
        if claim.kind == ClaimKind.REASON and claim.source == source and (not person_id or claim.person_id == person_id)
    ]
    latest = max((claim.happened_at for claim in said), default=None)
    mine = sorted((claim for claim in said if claim.happened_at == latest), key=lambda claim: claim.rank)
    return list(dict.fromkeys(Reason(claim.key) for claim in mine))[:MOST]


def show_sides(
    claims: Sequence[ClaimRecord], people: dict[UUID, PersonRecord], playbook: Playbook
) -> tuple[SidesView, ...]:
    """Set the rep's reasons beside those of every buyer who spoke; nothing where one side is silent."""
    rep = rank_reasons(claims, Source.REP)
    buyers = dict.fromkeys(claim.person_id for claim in reversed(claims) if claim.source == Source.BUYER)
    found = []
    for person_id in buyers:
        theirs = rank_reasons(claims, Source.BUYER, person_id)
        person = people.get(person_id) if person_id else None
        if rep and theirs:
            found.append(_sides(rep, theirs, person.name if person else "The buyer", playbook))
    return tuple(found)


def _sides(rep: list[Reason], theirs: list[Reason], buyer: str, playbook: Playbook) -> SidesView:
    controls = {key: entry.control for key, entry in playbook.reasons.items()}
    gap = measure_gap(rep[0], theirs[0], controls)
    assert gap is not None
    who = first_name(buyer) if buyer != "The buyer" else buyer
    labels = {key: entry.label for key, entry in playbook.reasons.items()}
    words = _say_gap(rep, theirs, who, labels)
    return SidesView(
        buyer=buyer,
        gap=gap,
        title=f"You and {who} say the same" if gap == 0 else f"You and {who} see it differently",
        words=words,
        control_words=_say_hands(rep[0], theirs[0], controls),
        rep=_ranked(rep, theirs, playbook, _LEFT),
        theirs=_ranked(theirs, rep, playbook, _RIGHT),
        angle_before="" if gap == 0 else playbook.reasons[rep[0]].angle,
        angle=playbook.reasons[theirs[0]].angle,
        height=TOP + STEP * (max(len(rep), len(theirs)) - 1) + 24,
        label=f"You: {_list(rep, labels)}. {who}: {_list(theirs, labels)}. {words}",
    )


def _ranked(mine: list[Reason], others: list[Reason], playbook: Playbook, letters: int) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(
            place,
            fit_words(playbook.reasons[reason].label, letters),
            playbook.reasons[reason].control,
            TOP + STEP * (place - 1),
            TOP + STEP * others.index(reason) if reason in others else None,
        )
        for place, reason in enumerate(mine, 1)
    )


def _list(reasons: list[Reason], labels: dict[Reason, str]) -> str:
    return ", ".join(f"{place} {labels[reason]}" for place, reason in enumerate(reasons, 1))


def _say_gap(rep: list[Reason], theirs: list[Reason], who: str, labels: dict[Reason, str]) -> str:
    """Say where the rep's first reason stands with the buyer, and what stands first there."""
    own = f"“{labels[rep[0]]}”"
    if rep[0] == theirs[0]:
        return f"{own} came first for both of you."
    if rep[0] in theirs:
        return f"{own} came {_ORDINALS[theirs.index(rep[0])]} for {who}, first for you."
    if len(theirs) == 1:
        return f"You put {own} first. {who} named “{labels[theirs[0]]}”."
    return f"You put {own} first. It is not among the {say_number(len(theirs))} reasons {who} gave."


def _say_hands(rep: Reason, buyer: Reason, controls: dict[Reason, Control]) -> str:
    mine, theirs = _HANDS[controls[rep]], _HANDS[controls[buyer]]
    if rep == buyer:
        return f"It is {mine}."
    return f"Both are {theirs}." if mine == theirs else f"Yours is {mine}; theirs is {theirs}."
