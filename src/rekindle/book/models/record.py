"""How the record is kept: commands and their undo, voids, links, files and their journal, the audit chain."""

from django.db import models

from rekindle.book.models.base import Fact, WorkspaceRow, key_field, words_field


class Command(WorkspaceRow):
    """One verb said once: its idempotency key, what it answered, and what it takes to undo it."""

    member = models.ForeignKey("book.Member", on_delete=models.PROTECT, related_name="+", db_index=False)
    verb = models.CharField(max_length=40)
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)
    label = models.CharField(max_length=300)
    result = models.JSONField(default=dict)
    at = models.DateTimeField()
    undoable = models.BooleanField(default=False)
    # Rows this command made, as [table, id]; undo voids them.
    made = models.JSONField(default=list)
    # Rows it changed in place, as [table, id, {column: value before}]; undo writes the values back.
    changed = models.JSONField(default=list)
    accounts = models.JSONField(default=list)
    deals = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "command"
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="one_command_per_key")]
        indexes = [models.Index(fields=["workspace", "member", "-at"], name="command_stack")]


class Void(Fact):
    """Append-only: the row with that id does not count any more. Nothing is ever deleted."""

    target_table = models.CharField(max_length=40)
    target_id = models.UUIDField()
    words = words_field()

    class Meta:
        db_table = "void"
        constraints = [models.UniqueConstraint(fields=["workspace", "target_id"], name="one_void_per_row")]


class SameAs(Fact):
    """A merge: two records are one thing. A void row takes it back."""

    table = models.CharField(max_length=40)
    this_id = models.UUIDField()
    is_id = models.UUIDField()
    evidence = words_field()

    class Meta:
        db_table = "same_as"
        indexes = [models.Index(fields=["workspace", "table"], name="same_as_by_table")]


class Proposal(WorkspaceRow):
    """Two records that look like one thing, with what speaks for it. A person says whether they are one."""

    table = models.CharField(max_length=40)
    this_id = models.UUIDField()
    that_id = models.UUIDField()
    score = models.FloatField()
    evidence = words_field()
    # open, accepted or refused; a refusal is remembered, the pair is not proposed again.
    state = models.CharField(max_length=10, default="open")
    at = models.DateTimeField()

    class Meta:
        db_table = "proposal"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "table", "this_id", "that_id"], name="one_proposal_per_pair")
        ]
        indexes = [models.Index(fields=["workspace", "state", "table", "-score"], name="proposal_by_state")]


# The system of the ids that deals have in a book of our own which was taken along.
OUR_OWN = "rekindle"


class ExternalId(WorkspaceRow):
    """The id a row has in another system."""

    system = models.CharField(max_length=40)
    table = models.CharField(max_length=40)
    external = models.CharField(max_length=255)
    target_id = models.UUIDField()

    class Meta:
        db_table = "external_id"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "system", "table", "external"], name="one_external_id")
        ]
        indexes = [models.Index(fields=["workspace", "target_id"], name="external_id_by_target")]


class File(Fact):
    """A file that was brought in, known by its content; an undone import can be taken in again as the next take."""

    name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    take = models.PositiveSmallIntegerField(default=1)
    kind = key_field(20)
    system = key_field(40)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    summary = models.JSONField(default=dict)

    class Meta:
        db_table = "file"
        constraints = [models.UniqueConstraint(fields=["workspace", "digest", "take"], name="one_file_per_content")]


class JournalRow(WorkspaceRow):
    """Append-only: what became of one row of a file."""

    file = models.ForeignKey("book.File", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    fate = models.CharField(max_length=10)
    words = words_field()
    made = models.JSONField(default=list)
    cells = models.JSONField(default=dict)
    # Rows that were changed in place, as [table, id, {column: value before}]; null where none was.
    changed = models.JSONField(null=True)

    class Meta:
        db_table = "journal_row"
        constraints = [models.UniqueConstraint(fields=["workspace", "file", "number"], name="one_journal_row")]


class AuditEntry(WorkspaceRow):
    """Append-only: one link of the workspace's hash chain over salted digests."""

    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    member = models.ForeignKey("book.Member", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    verb = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_entry"
        constraints = [models.UniqueConstraint(fields=["workspace", "number"], name="one_link_per_number")]


class AuditPayload(WorkspaceRow):
    """What an entry's digest was taken over. It can be erased; the chain still holds."""

    entry = models.ForeignKey("book.AuditEntry", on_delete=models.PROTECT, related_name="+", db_index=False)
    salt = models.CharField(max_length=64)
    payload = models.TextField()

    class Meta:
        db_table = "audit_payload"
        indexes = [models.Index(fields=["workspace", "entry"], name="audit_payload_by_entry")]
