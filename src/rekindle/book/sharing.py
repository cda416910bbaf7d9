"""Telephones that several people share: a no under one binds the number, not everybody behind it."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rekindle.book.models import ContactPoint
from rekindle.book.voids import not_void
from rekindle.terms.people import ContactKind


def own_points(points: "QuerySet[Any]", workspace_id: UUID) -> "QuerySet[Any]":
    """Leave out the telephones that somebody of another name has, too."""
    same = not_void(ContactPoint.objects.within(workspace_id), workspace_id).filter(address_key=OuterRef("address_key"))
    others = same.exclude(person_id=OuterRef("person_id")).exclude(person__name_key=OuterRef("person__name_key"))
    return points.exclude(Exists(others), kind=ContactKind.PHONE)
