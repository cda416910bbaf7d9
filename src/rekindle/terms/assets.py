"""Words about things of value: what kind of thing can be brought to somebody."""

from enum import StrEnum


class AssetKind(StrEnum):
    STUDY = "study"
    CASE = "case"
    WHITE_PAPER = "white_paper"
    WEBINAR = "webinar"
    UPDATE = "update"
    ONE_PAGER = "one_pager"
    TOOL = "tool"
    LOAN = "loan"
    NOTE = "note"
