"""Humans: the jobs they held, how they can be reached, and their seat on a deal."""

from django.db import models

from rekindle.book.models.base import Fact, key_field
from rekindle.terms.people import SeatRole, Stance


class Person(Fact):
    """A human, wherever they work: posts and seats say where, contact points how to reach them."""

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    jurisdiction = key_field(2)
    custom = models.JSONField(default=dict)

    class Meta:
        db_table = "person"
        indexes = [models.Index(fields=["workspace", "name_key"], name="person_by_name")]


class Post(Fact):
    """A job a person held at an account; without an end it is the current one."""

    person = models.ForeignKey("book.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("book.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    title = key_field(300)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "post"
        indexes = [
            models.Index(fields=["workspace", "person", "happened_at", "known_at", "id"], name="post_by_person"),
            models.Index(fields=["workspace", "account"], name="post_by_account"),
        ]


class ContactPoint(Fact):
    """One address of a person; `address_key` is the keyed hash by which the suppression ledger knows it."""

    person = models.ForeignKey("book.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = key_field(10)
    value = models.CharField(max_length=320)
    address_key = models.CharField(max_length=64)

    class Meta:
        db_table = "contact_point"
        indexes = [
            models.Index(fields=["workspace", "person", "kind"], name="contact_point_by_person"),
            models.Index(fields=["workspace", "address_key"], name="contact_point_by_key"),
        ]


class Seat(Fact):
    """The part of a person in one deal."""

    deal = models.ForeignKey("book.Deal", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("book.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20, default=SeatRole.UNKNOWN)
    stance = models.CharField(max_length=10, default=Stance.UNKNOWN)

    class Meta:
        db_table = "seat"
        indexes = [
            models.Index(fields=["workspace", "deal"], name="seat_by_deal"),
            models.Index(fields=["workspace", "person"], name="seat_by_person"),
        ]
