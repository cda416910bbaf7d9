"""Several lines of one invoice: what only its first line says holds for all, and its total counts once."""

import pyarrow as pa
import pyarrow.compute as pc

# So many invoices of several lines have to show that an amount is that of the whole invoice, and nearly all of them.
_FEWEST, _NEARLY_ALL = 3, 0.95


def fill_from_document(texts: pa.Array, documents: pa.Array) -> pa.Array:
    """Return texts in which a line without one has that of another line of its document."""
    if texts.null_count == 0 or documents.null_count == len(documents):
        return texts
    said = pa.table({"document": documents, "text": texts}).drop_null().group_by("document")
    first = said.aggregate([("text", "min")])
    at = pc.index_in(documents, first["document"].combine_chunks(), skip_nulls=True)
    return pc.coalesce(texts, first["text_min"].combine_chunks().take(at))


def is_of_documents(amounts: pa.Array, documents: pa.Array, lines: pa.Array) -> bool:
    """Say whether the amounts are those of whole documents: on each of their different lines the same, or on one.

    `lines` tell the lines of a document apart; nulls where nothing does.
    """
    table = pa.table({"document": documents, "amount": amounts, "line": lines})
    table = table.filter(pc.is_valid(table["document"]))
    told = table.group_by("document").aggregate(
        [
            ("amount", "min"),
            ("amount", "max"),
            ("amount", "count"),
            ("line", "count_distinct"),
            ("line", "count"),
            ("document", "count"),
        ]
    )
    several = pc.greater(told["document_count"], 1)
    differ = pc.or_(pc.equal(told["line_count"], 0), pc.greater(told["line_count_distinct"], 1))
    told = told.filter(pc.and_(several, differ))
    same = pc.sum(pc.equal(told["amount_min"], told["amount_max"])).as_py() or 0
    return bool(told.num_rows >= _FEWEST and same >= _NEARLY_ALL * told.num_rows)


def share_among_lines(amounts: pa.Array, documents: pa.Array) -> pa.Array:
    """Return the amount of each document in equal parts on its lines, where all of them say the same or only one does;
    a line of no document keeps its own."""
    table = pa.table({"document": documents, "amount": amounts})
    told = table.group_by("document").aggregate([("amount", "min"), ("amount", "max"), ("document", "count")])
    part = pc.divide(told["amount_min"], told["document_count"])
    part = pc.if_else(pc.equal(told["amount_min"], told["amount_max"]), part, None).combine_chunks()
    at = pc.index_in(documents, told["document"].combine_chunks(), skip_nulls=True)
    return pc.coalesce(part.take(at), amounts)
