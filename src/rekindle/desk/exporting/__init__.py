"""Taking the book along: what a page lists, as CSV and XLSX that no spreadsheet mistakes for formulas."""

from rekindle.desk.exporting.book import export_book
from rekindle.desk.exporting.lists import export_list
from rekindle.desk.exporting.rejected import export_rejected
from rekindle.desk.exporting.sheets import Exported

__all__ = ["Exported", "export_book", "export_list", "export_rejected"]
