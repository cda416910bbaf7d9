"""What a form shows of a playbook, typed back, is what stood there: for every entry of every pack."""

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from rekindle.desk.actor import RefusedError
from rekindle.desk.editing.changing import entry_at, find_place, name_place
from rekindle.desk.editing.shapes import ABOUT, SECTIONS, Section
from rekindle.desk.editing.values import read_entry, show_value
from rekindle.desk.show.playbook_parts import list_keys
from rekindle.playbook import Playbook, content_of, load_pack, seal
from rekindle.terms.touches import Channel


def model_of(section: Section) -> type[BaseModel]:
    kind: Any = Playbook.model_fields[section.name].annotation
    while not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        kind = get_args(kind)[-1]
    return kind


@pytest.mark.parametrize("name", SECTIONS)
def test_a_form_has_every_field_there_is(name: str) -> None:
    assert {field.name for field in SECTIONS[name].fields} == set(model_of(SECTIONS[name]).model_fields)


def test_every_section_of_a_playbook_has_a_form() -> None:
    shown = {*SECTIONS, *(field.name for field in ABOUT.fields)}
    assert set(Playbook.model_fields) - shown == {"name", "version", "voice"}


def typed_as_shown(section: Section, entry: dict[str, Any]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for field in section.fields:
        value = show_value(field, entry[field.name])
        if field.kind == "minutes":
            typed |= {f"{field.name}.{channel}": [str(value.get(channel, ""))] for channel in map(str, Channel)}
        else:
            typed[field.name] = value if isinstance(value, list) else ["1" if value is True else str(value or "")]
    return typed


@pytest.mark.parametrize("pack", ["b2b", "medical", "job_search"])
def test_every_entry_typed_back_as_it_is_shown_stays_as_it_is(pack: str) -> None:
    content = content_of(load_pack(pack))
    seen = 0
    for section in (ABOUT, *SECTIONS.values()):
        for keys in list_keys(section, content):
            entry = entry_at(content, find_place(section.name, ".".join(keys)))
            assert entry is not None
            assert read_entry(section.fields, typed_as_shown(section, entry), entry) == entry, (section.name, keys)
            seen += 1
    assert seen > 300


def test_a_number_that_is_none_stays_as_it_was_typed_for_the_check_to_complain() -> None:
    content = content_of(load_pack("b2b"))
    caps = read_entry(SECTIONS["caps"].fields, {"gap_days": ["soon"], "per_loss": [""]}, content["caps"])
    assert (caps["gap_days"], caps["per_loss"]) == ("soon", None)
    with pytest.raises(ValueError, match=r'caps\.gap_days: must be a whole number, is "soon"'):
        seal({**content, "caps": caps}, 1)


@pytest.mark.parametrize(
    ("section", "key"), [("caps", "x"), ("words", "promised.mail"), ("nosuch", ""), ("reasons", "")]
)
def test_where_no_entry_can_be_is_said(section: str, key: str) -> None:
    with pytest.raises(RefusedError, match="no such part"):
        find_place(section, key)


def test_a_place_is_named_in_the_words_of_its_pack() -> None:
    job = load_pack("job_search")
    assert name_place(find_place("words", "promised.mail.*"), job) == "You asked, they said yes, Email, any reason"
    assert name_place(find_place("caps", ""), job) == "Limits that keep you welcome"
