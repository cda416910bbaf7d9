"""Words about things of value: what kind of thing can be brought to somebody."""

from enum import StrEnum


class AssetKind(StrEnum):
    """What kind of thing of value it is; the page and the playbook name it by this."""

    STUDY = "study"
    CASE = "case"
    WHITE_PAPER = "white_paper"
    WEBINAR = "webinar"
    UPDATE = "update"
    ONE_PAGER = "one_pager"
    TOOL = "tool"
    LOAN = "loan"
    NOTE = "note"
