"""Saying it in one's own words, and bringing something else. Nothing is sent by either."""

from uuid import UUID

from rekindle.book.read.words import DraftRecord, Proposed, read_drafts, read_proposed
from rekindle.book.write.words import write_draft
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.show.bringing import show_bringing
from rekindle.desk.verbs.finding import check_line, check_words, get_deal, name_of

_NOTHING = "Nothing is proposed there right now, so there are no words to change."


def change_words(actor: Actor, key: str, *, deal_id: UUID, subject: str = "", words: str = "") -> Done:
    """Keep one's own words for the contact that is proposed; empty words are the playbook's again.

    They hold for that person and channel until the next contact. Raises RefusedError when nothing is proposed.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        proposed, before = _now(writing, actor, deal_id)
        said, line = check_words(words), check_line(subject, "The subject", 300)
        asset_key = before.asset_key if before else ""
        _keep(writing, proposed, asset_key=asset_key, subject=line if said else "", words=said)
        who = name_of(writing, proposed.person_id, deal)
        return Result(f"{'Your words are kept' if said else 'The playbook’s words'}: {who}", deals=(deal_id,))

    return perform(actor, "change_words", key, request, act)


def bring_instead(actor: Actor, key: str, *, deal_id: UUID, asset_key: str = "") -> Done:
    """Bring another thing of value than the desk proposes; an empty key is what the desk proposes again.

    Raises RefusedError when nothing is proposed, or for a thing that may not be brought to that person.
    """
    request = arguments_of(locals())
    titles = _titles(actor, deal_id)

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        proposed, before = _now(writing, actor, deal_id)
        if asset_key and asset_key not in titles:
            raise RefusedError("That may not be brought to them, or they have it already. Choose from the list.")
        subject, words = (before.subject, before.words) if before else ("", "")
        _keep(writing, proposed, asset_key=asset_key, subject=subject, words=words)
        who = name_of(writing, proposed.person_id, deal)
        return Result(f"To bring {who}: {titles.get(asset_key, 'what was proposed')}", deals=(deal_id,))

    return perform(actor, "bring_instead", key, request, act)


def _titles(actor: Actor, deal_id: UUID) -> dict[str, str]:
    try:
        return {choice.asset_key: choice.title for choice in show_bringing(actor, deal_id).choices}
    except LookupError as missing:
        raise RefusedError(str(missing)) from missing


def _now(writing: Writing, actor: Actor, deal_id: UUID) -> tuple[Proposed, DraftRecord | None]:
    proposed = read_proposed(writing.workspace_id, deal_id)
    if proposed is None:
        raise RefusedError(_NOTHING)
    draft = read_drafts(writing.workspace_id, actor.member_id, [deal_id]).get(deal_id)
    same = draft and (draft.person_id, draft.channel, draft.play) == (
        proposed.person_id,
        proposed.channel,
        proposed.play,
    )
    return proposed, draft if same else None


def _keep(writing: Writing, proposed: Proposed, *, asset_key: str, subject: str, words: str) -> None:
    write_draft(
        writing,
        proposed.deal_id,
        proposed.person_id,
        proposed.channel,
        proposed.play,
        asset_key=asset_key,
        subject=subject,
        words=words,
    )
