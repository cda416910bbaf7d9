"""The form a buyer fills in alone: four questions, and nothing the rep did not choose to show."""

from datetime import datetime

from rekindle.book.read.workspace import read_workspace
from rekindle.desk.show.debrief_views import BuyerChoice, BuyerFormView
from rekindle.desk.show.phrases import first_name
from rekindle.desk.verbs.buyer_form import open_link
from rekindle.terms.debriefs import Going, MayReturn
from rekindle.terms.losses import Reason

FACTORS = (
    BuyerChoice(Reason.PRICE, "Price"),
    BuyerChoice(Reason.BUDGET, "The budget was not there"),
    BuyerChoice(Reason.TIMING, "The time was not right"),
    BuyerChoice(Reason.SERVICE, "Service and training", "Getting everyone comfortable, somebody to call"),
    BuyerChoice(Reason.PRODUCT_GAP, "Something we needed was missing"),
    BuyerChoice(Reason.COMPETITOR_FIT, "Another offer fitted better"),
    BuyerChoice(Reason.CONTRACT_OR_GPO, "An existing contract"),
    BuyerChoice(Reason.BUY_IN, "Not everybody was behind it"),
    BuyerChoice(Reason.NOT_UNDERSTOOD, "We did not feel understood"),
    BuyerChoice(Reason.OTHER, "Something else"),
)
JOB_FACTORS = (
    BuyerChoice(Reason.COMPETITOR_FIT, "Somebody else fitted better"),
    BuyerChoice(Reason.PRODUCT_GAP, "Experience we needed was missing"),
    BuyerChoice(Reason.PRICE, "Pay"),
    BuyerChoice(Reason.TIMING, "The time was not right"),
    BuyerChoice(Reason.BUDGET, "The role was frozen"),
    BuyerChoice(Reason.BUY_IN, "Not everybody was behind it"),
    BuyerChoice(Reason.OTHER, "Something else"),
)
GOING = (
    BuyerChoice(Going.WELL, "Well"),
    BuyerChoice(Going.MIXED, "Mixed"),
    BuyerChoice(Going.NOT_AS_HOPED, "Not as hoped"),
    BuyerChoice(Going.TOO_EARLY, "Too early to say"),
    BuyerChoice(Going.NOT_SAID, "I’d rather not say"),
)


def show_buyer_form(token: str, at: datetime) -> BuyerFormView:
    """Show the form of a link; raises NoSuchFormError for a link that is wrong, has run out or was revoked."""
    workspace_id, link = open_link(token, at)
    workspace = read_workspace(workspace_id)
    is_one = workspace.pack == "job_search"
    name, company = link.shows.get("name", ""), link.shows.get("company", "")
    return BuyerFormView(
        name,
        first_name(name),
        company,
        link.shows.get("about", ""),
        JOB_FACTORS if is_one else FACTORS,
        GOING,
        _may_return(name, company, is_one=is_one),
        workspace.slug,
        is_one,
    )


def _may_return(name: str, company: str, *, is_one: bool) -> tuple[BuyerChoice, ...]:
    none_of = f"Nobody of {company}" if company else "None of us"
    nobody = (
        f"{company or name} will not write or call again."
        if is_one
        else f"{none_of} will contact you about this again."
    )
    return (
        BuyerChoice(MayReturn.THREE_MONTHS, "Yes, in about three months"),
        BuyerChoice(MayReturn.YEAR, "Yes, in about a year", "Once, and with something useful."),
        BuyerChoice(
            MayReturn.IF_CHANGED,
            "Only if something relevant changes",
            f"Until then you hear nothing from {'me' if is_one else 'us'}.",
        ),
        BuyerChoice(MayReturn.NO, "No, please don’t", nobody if is_one else f"We close the file. {nobody}"),
    )
