"""Bringing files in: read, recognised, drafted, stored in chunks, journalled; exactly once."""

from rekindle.desk.bring_in.report import ImportReport
from rekindle.desk.bring_in.size import check_size
from rekindle.desk.bring_in.verb import find_brought, import_deals, list_questions

__all__ = ["ImportReport", "check_size", "find_brought", "import_deals", "list_questions"]
