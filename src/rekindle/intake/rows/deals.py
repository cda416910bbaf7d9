"""A row of a deals file becomes a deal, a person, or a reason why not."""

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.contacts import split_many
from rekindle.intake.columns.words import read_word
from rekindle.intake.drafts import (
    AccountDraft,
    ContractDraft,
    DealDraft,
    LineDraft,
    PersonDraft,
    PersonRowDraft,
    Rejected,
    Skipped,
)
from rekindle.intake.rows import limits
from rekindle.intake.rows.around import read_account, read_notes, read_owner
from rekindle.intake.rows.consent import read_noes, read_opt_outs, read_permissions
from rekindle.intake.rows.losses import Turn, find_turn, keep_unused, opened_on, read_loss, read_promises
from rekindle.intake.rows.own import complete
from rekindle.intake.rows.people import read_people
from rekindle.intake.rows.persons import draft_person
from rekindle.intake.rows.refusing import reject
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.status import read_status
from rekindle.intake.rows.touches import read_side_touch
from rekindle.intake.rows.values import RowValues, cut, texts_of
from rekindle.terms.losses import DealKind, Status

_NAMES = frozenset(
    {"account.name", "account.external", "account.domain", "deal.name", "deal.external"}
    | {f"person.{part}" for part in ("name", "first_name", "last_name", "mail", "external")}
)
_ABOUT_A_DEAL = (
    "deal.name",
    "deal.external",
    "deal.stage",
    "deal.status",
    "deal.amount",
    "deal.lost_reason",
    "deal.lost_on",
    "deal.closed_on",
)


def draft_deal(values: RowValues, setting: Setting) -> DealDraft | PersonRowDraft | Rejected | Skipped:
    """Draft the deal of a row. A row that names a person and nothing of a deal is that person."""
    status = read_status(values, setting)
    if status.skipped:
        return Skipped(values.row, status.skipped)
    if _is_only_a_person(values, setting):
        return draft_person(values, setting)
    opt_outs = (*read_opt_outs(values, setting), *read_noes(_texts(values), setting))
    people = read_people(values, opt_outs, read_permissions(values, setting))
    stand_in = values.text("deal.name") or (people[0].name if people else _by_place(values, setting))
    account = read_account(values, () if people else opt_outs, stand_in)
    if account is None:
        return reject(values, setting, "names neither an organisation nor a deal", "account.name", "deal.name")
    turn = find_turn(values, status.status, setting)
    values.keep("deal.expected_on")
    if setting.recognition.is_ours:
        return complete(_draft_turned(values, setting, account, people, status.status, turn), values, turn, setting)
    keep_unused(values, status.status)
    return _draft_turned(values, setting, account, people, status.status, turn)


def _by_place(values: RowValues, setting: Setting) -> str:
    """Of a file in which no column names organisations, deals or people each row stands for itself."""
    if any(reading.field in _NAMES for reading in setting.recognition.readings) or not values.values:
        return ""
    product = values.text("deal.product")
    if not product and any("account.name" in question.choices for question in setting.recognition.questions):
        return ""
    return f"{product or 'Deal'} of row {values.row}"


def _draft_turned(
    values: RowValues,
    setting: Setting,
    account: AccountDraft,
    people: tuple[PersonDraft, ...],
    status: Status,
    turn: Turn,
) -> DealDraft:
    """Draft a deal of which the organisation, the people, the status and the day of it are known."""
    touches, planned = read_side_touch(values, setting)
    currency = values.text("deal.currency") or setting.currency
    amount, code = read_minor(values, "deal.amount", currency, setting)
    lines = _read_lines(values, currency, setting)
    if amount is None and not values.first("deal.amount") and len(lines) == 1 and not _names_amounts(setting):
        # A list of lines: the deal is worth what its line is.
        amount, code = read_minor(values, "deal.product_amount", currency, setting)
    is_lost, changed = status is Status.LOST, values.when("deal.modified_on")
    return DealDraft(
        row=values.row,
        account=account,
        people=people,
        name=_read_name(values, account.name),
        status=status,
        happened_at=turn.at,
        external=values.text("deal.external")[: limits.EXTERNAL],
        kind=_read_kind(values, setting),
        owner=read_owner(values),
        stage=cut(values, "deal.stage", values.text("deal.stage"), limits.STAGE),
        amount_minor=amount,
        currency=code,
        opened_on=opened_on(values, turn),
        won_on=turn.on if status is Status.WON and turn.quality != "guessed" else None,
        lines=lines,
        losses=(read_loss(values, turn, setting),) if is_lost else (),
        promises=(*planned, *read_promises(values, turn, setting, _texts(values))) if is_lost else (),
        touches=touches,
        notes=read_notes(values, turn.at, setting, "deal.lost_notes", "note"),
        contracts=_read_contracts(values),
        custom=values.custom,
        changed_on=changed.on if changed else None,
    )


def _names_amounts(setting: Setting) -> bool:
    return any(reading.field == "deal.amount" for reading in setting.recognition.readings)


def _texts(values: RowValues) -> list[str]:
    return texts_of(value for name in ("deal.lost_reason", "deal.lost_notes", "note") for value in values.all(name))


def _is_only_a_person(values: RowValues, setting: Setting) -> bool:
    names_deals = any(reading.field == "deal.name" for reading in setting.recognition.readings)
    if not names_deals or any(values.first(name) for name in _ABOUT_A_DEAL):
        return False
    return any(values.first(name) for name in ("person.name", "person.last_name", "person.mail"))


def _read_name(values: RowValues, account: str) -> str:
    """Without a name of its own a deal is called after its product, or after the organisation."""
    own = values.text("deal.name")
    if own:
        return cut(values, "deal.name", own, limits.NAME)
    return (values.text("deal.product") or account)[: limits.NAME]


def _read_kind(values: RowValues, setting: Setting) -> DealKind:
    if setting.recognition.deal_kind:
        values.keep("deal.type")
        return DealKind(setting.recognition.deal_kind)
    text = values.text("deal.type")
    said = read_word("deal_kind", text) if text else ""
    if not setting.recognition.is_ours:
        values.keep("deal.type")
    return DealKind(said) if said else DealKind.NEW


def read_minor(values: RowValues, name: str, currency: str, setting: Setting) -> tuple[int | None, str]:
    """Return an amount in whole minor units, and its currency: the cell's own, else the one given.

    Which of the dollars a "$" means the row's currency says, if it has one.
    """
    value, amount = values.first(name), values.amount(name)
    if value is None or amount is None:
        return None, ""
    code = amount.currency or currency
    if values.text("deal.currency") in amount.may_be:
        code = values.text("deal.currency")
    try:
        return amount.minor(code), code
    except CellError:
        setting.tally.add(value.column, "larger than any deal, so the text was kept", values.row, value.text)
        values.keep(name)
        return None, ""


def _read_lines(values: RowValues, currency: str, setting: Setting) -> tuple[LineDraft, ...]:
    products = split_many(values.text("deal.product"))
    if len(products) != 1:
        values.keep("deal.product_quantity", "deal.product_amount")
        return tuple(LineDraft(product[: limits.NAME]) for product in products)
    quantity = values.number("deal.product_quantity")
    whole = int(quantity) if quantity is not None and quantity == int(quantity) and 0 <= quantity < 10**9 else None
    if quantity is not None and whole is None:
        values.keep("deal.product_quantity")
    minor, _ = read_minor(values, "deal.product_amount", currency, setting)
    return (LineDraft(cut(values, "deal.product", products[0], limits.NAME), whole, minor),)


def _read_contracts(values: RowValues) -> tuple[ContractDraft, ...]:
    ends = values.when("contract.ends_on")
    if ends is None:
        values.keep("contract.incumbent")
        return ()
    incumbent = values.text("contract.incumbent") or values.text("deal.competitor")
    return (ContractDraft(incumbent[: limits.NAME], ends.on),)
