"""A row of a book of ours that was taken along: what its own columns say besides what any file says."""

from collections.abc import Iterator
from dataclasses import replace

from rekindle.intake.columns.words import read_word
from rekindle.intake.drafts import ClaimDraft, DealDraft, LossDraft, OptOutDraft
from rekindle.intake.own import DAYS, YES, read_claims, read_losses
from rekindle.intake.rows.losses import Turn, read_loss
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues
from rekindle.terms.losses import Source, Status
from rekindle.terms.touches import Channel

_BY = {"own.rep": Source.REP, "own.buyer": Source.BUYER, "own.manager": Source.MANAGER}
_NOES: dict[str, Channel | None] = {"own.no": None, "own.no_mail": Channel.MAIL, "own.no_call": Channel.CALL}


def complete(draft: DealDraft, values: RowValues, turn: Turn, setting: Setting) -> DealDraft:
    """Return a draft with all its losses and returns, who gave which reason, and who is left alone."""
    is_lost = draft.status is Status.LOST
    earlier, returns = read_losses(values.text("own.before"), setting.zone, turn.on if is_lost else None)
    said = draft.losses[-1] if draft.losses else read_loss(values, turn, setting)
    said = _know_day(said, values)
    claims = (*said.claims, *_claims(values, setting))
    if is_lost:
        draft = replace(draft, losses=(*earlier, replace(said, claims=claims)), returns=returns)
    elif earlier:
        of_day = tuple(replace(claim, happened_at=None) for claim in claims)
        last = replace(earlier[-1], claims=of_day, competitor=said.competitor)
        draft = replace(draft, losses=(*earlier[:-1], last), returns=returns)
    return _leave_alone(draft, values, setting)


def _know_day(said: LossDraft, values: RowValues) -> LossDraft:
    """Return a loss whose day is known no better than it was in the book it comes from."""
    quality = values.text("own.day").replace(" ", "_")
    return replace(said, lost_on_quality=quality) if quality in DAYS and said.lost_on_quality != "guessed" else said


def _claims(values: RowValues, setting: Setting) -> Iterator[ClaimDraft]:
    for name, source in _BY.items():
        claims, rest = read_claims(values.text(name), source)
        yield from claims
        # Words that somebody wrote into the sheet are read like any others, as theirs.
        yield from (replace(one, source=source) for one in (setting.read_reason(rest) if setting.read_reason else ()))


def _leave_alone(draft: DealDraft, values: RowValues, setting: Setting) -> DealDraft:
    noes = tuple(one for name, channel in _NOES.items() for one in _read_no(values, name, channel, setting))
    whole = tuple(_read_no(values, "own.no_account", None, setting))
    if noes and draft.people:
        first, *others = draft.people
        draft = replace(draft, people=(replace(first, opt_outs=(*first.opt_outs, *noes)), *others))
        noes = ()
    account = replace(draft.account, opt_outs=(*draft.account.opt_outs, *whole, *noes))
    return replace(draft, account=account)


def _read_no(values: RowValues, name: str, channel: Channel | None, setting: Setting) -> Iterator[OptOutDraft]:
    text = values.text(name)
    if text and read_word("opt_out", text) != "no":
        yield OptOutDraft("" if text == YES else text, setting.as_of, channel)
