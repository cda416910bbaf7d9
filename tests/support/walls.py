"""The wall around every test: a statement on a workspace's table must say which workspace."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from rekindle.book.models.base import UnscopedQueryError

# Statements that may be about no workspace, each with its reason.
ALLOWED: dict[str, str] = {
    r'^SELECT .* FROM "member" .*WHERE \(?"member"\."user_id" =': "which workspaces may this user enter",
}

_TABLE = re.compile(r'(?:FROM|JOIN|UPDATE|INTO|TABLE)\s+"?(\w+)"?', re.IGNORECASE)
_SCOPE = re.compile(r'"?workspace_id"?\s*(?:=|IN)', re.IGNORECASE)
_KINDS = ("SELECT", "UPDATE", "DELETE", "WITH")

breaches: list[str] = []


@cache
def tables_of_workspaces() -> frozenset[str]:
    """Return the tables whose rows belong to one workspace."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_app_config("book").get_models()
        if any(field.name == "workspace" for field in model._meta.fields)
    )


@cache
def is_unscoped(sql: str) -> bool:
    """Say whether a statement reaches rows of a workspace without naming the workspace in a condition."""
    text = " ".join(sql.split())
    if not text.upper().startswith(_KINDS) or not tables_of_workspaces() & set(_TABLE.findall(text)):
        return False
    where = re.search(r"\bWHERE\b(.*)", text, re.IGNORECASE)
    if where and _SCOPE.search(where.group(1)):
        return False
    return not any(re.search(pattern, text, re.IGNORECASE) for pattern in ALLOWED)


def stand_guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Refuse an unscoped statement, and remember it in case the refusal is caught on the way."""
    if is_unscoped(sql):
        breaches.append(sql)
        raise UnscopedQueryError(f"no workspace_id in the conditions of: {sql}")
    return execute(sql, params, many, context)


def put_up(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the wall around a connection, whichever thread opened it."""
    if stand_guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(stand_guard)
