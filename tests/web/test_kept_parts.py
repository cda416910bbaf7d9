"""Parts of a page that are written once say what holds now, and carry the token of whoever asks."""

import re
from uuid import UUID

from django import forms
from django.template import Context, Template

from rekindle.web.frame import Door, Frame
from tests.web.fixture_site import DOORS

FIELD = Template("{% load parts %}{% write_field field %}")
RAIL = Template('{% load parts %}{% write_once "parts/rail.html" frame=frame %}')
NOBODY = UUID(int=1)


class LimitForm(forms.Form):
    people = forms.IntegerField(label="People a day")


def write(form: forms.Form) -> str:
    return FIELD.render(Context({"field": form["people"]}))


def rail_of(token: str, left: int, doors: tuple[Door, ...] = DOORS) -> str:
    frame = Frame("today", NOBODY, "Maya Lindqvist", "My lost book", "book", is_sample=False, doors=doors, left=left)
    return RAIL.render(Context({"frame": frame, "csrf_token": token}))


def test_a_field_shows_the_number_that_is_kept_now() -> None:
    assert 'value="12"' in write(LimitForm(initial={"people": 12}))
    assert 'value="8"' in write(LimitForm(initial={"people": 8}))
    assert 'value="12"' in write(LimitForm(initial={"people": 12}))


def test_a_field_is_called_what_its_form_calls_it() -> None:
    form = LimitForm()
    form.fields["people"].label = "Companies a day"
    assert "People a day" in write(LimitForm())
    assert "Companies a day" in write(form)


def test_a_field_that_was_refused_keeps_what_was_typed_and_says_why() -> None:
    written = write(LimitForm({"people": "<many>"}))
    assert "&lt;many&gt;" in written and 'role="alert"' in written
    assert "alert" not in write(LimitForm())


def test_the_rail_counts_who_is_left_now() -> None:
    assert ">7</span>" in rail_of("t" * 64, 7)
    assert ">6</span>" in rail_of("t" * 64, 6)


def test_the_rail_carries_the_token_of_whoever_asks() -> None:
    for token in ("a" * 64, "b" * 64):
        assert set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', rail_of(token, 7))) == {token}
