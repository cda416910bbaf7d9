"""A playbook reaches the mind as tables that match the seam, whole and for the day it is asked."""

from datetime import date
from pathlib import Path

import pytest

from rekindle.playbook import PlaybookError, load_pack, load_packs, shipped_names
from rekindle.tables.from_playbook import tables_of
from rekindle.tables.playbooks import PLAYBOOK
from rekindle.tables.schemas import arrow_schema
from rekindle.terms.losses import DealKind, Reason
from rekindle.terms.touches import Channel

TODAY = date(2026, 10, 14)

pack = pytest.mark.parametrize("name", ["b2b", "job_search", "medical"])


@pack
def test_every_table_matches_its_schema(name: str) -> None:
    tables = tables_of(load_pack(name), TODAY)

    assert {table: content.schema for table, content in tables.items()} == {
        table: arrow_schema(schema) for table, schema in PLAYBOOK.items()
    }


@pack
def test_only_what_may_be_unknown_is_null(name: str) -> None:
    tables = tables_of(load_pack(name), TODAY)
    with_nulls = {
        (table, column)
        for table, content in tables.items()
        for column in content.column_names
        if content.column(column).null_count
    }

    assert with_nulls <= {
        ("assets", "product"),
        ("assets", "approved_by"),
        ("assets", "expires_on"),
        ("assets", "on_label"),
        ("assets", "value_minor"),
        ("rules", "implied_days"),
        ("rules", "individual_needs"),
        ("rules", "individual_days"),
        ("places", "region"),
        ("places", "keep_days"),
        ("places", "gift_item_minor"),
        ("places", "gift_year_minor"),
        ("places", "report_item_minor"),
        ("places", "report_year_minor"),
    }


@pack
def test_keys_are_unique(name: str) -> None:
    tables = tables_of(load_pack(name), TODAY)
    keys = {
        "reasons": ["reason"],
        "verdicts": ["verdict"],
        "sources": ["source"],
        "priors": ["kind", "reason", "verdict"],
        "shapes": ["shape", "from_week"],
        "bumps": ["bump"],
        "plays": ["play"],
        "play_channels": ["play", "channel"],
        "places": ["jurisdiction", "region"],
        "region_names": ["jurisdiction", "name"],
        "roles": ["role"],
        "assets": ["asset_key"],
        "rules": ["jurisdiction", "channel"],
        "holidays": ["jurisdiction", "day"],
    }

    for table, columns in keys.items():
        content = tables[table]
        assert (table, content.group_by(columns).aggregate([]).num_rows) == (table, content.num_rows)


@pack
def test_every_kind_and_reason_has_a_prior_for_any_verdict(name: str) -> None:
    rows = tables_of(load_pack(name), TODAY)["priors"].to_pylist()

    assert {(row["kind"], row["reason"]) for row in rows if row["verdict"] == "*"} == {
        (kind.value, reason.value) for kind in DealKind for reason in Reason
    }


def test_a_reason_carries_its_words() -> None:
    rows = tables_of(load_pack("medical"), TODAY)["reasons"].to_pylist()

    assert rows[1] == {
        "reason": "budget",
        "label": "Budget froze",
        "phrase": "the budget froze",
        "control": "theirs",
        "default_verdict": "not_now",
    }


def test_caps_are_one_row() -> None:
    rows = tables_of(load_pack("medical"), TODAY)["caps"].to_pylist()

    assert [(row["gap_days"], row["account_gap_days"], row["debrief_to_days"]) for row in rows] == [(56, 14, 10)]


def test_a_bump_that_is_only_for_some_reasons_names_them() -> None:
    rows = tables_of(load_pack("b2b"), TODAY)["bump_reasons"].to_pylist()

    assert [row["reason"] for row in rows if row["bump"] == "shipped_feature"] == ["product_gap"]
    assert not [row for row in rows if row["bump"] == "promised"]


def test_an_example_expires_so_many_days_from_today() -> None:
    rows = {row["asset_key"]: row for row in tables_of(load_pack("medical"), TODAY)["assets"].to_pylist()}

    assert rows["five_year_service_cost"]["expires_on"] == date(2027, 7, 11)
    assert rows["week_one_diary"]["expires_on"] is None
    assert rows["week_one_diary"]["product"] is None


def test_a_thing_of_value_says_for_whom_against_what_and_where() -> None:
    tables = tables_of(load_pack("medical"), TODAY)
    of = {
        table: [row[column] for row in tables[table].to_pylist() if row["asset_key"] == "loaner_cables"]
        for table, column in (("asset_reasons", "reason"), ("asset_roles", "role"), ("asset_places", "jurisdiction"))
    }

    assert of == {
        "asset_reasons": ["competitor_fit", "product_quality", "service", "contract_or_gpo"],
        "asset_roles": ["evaluator", "clinical_user", "procurement", "champion"],
        "asset_places": ["US"],
    }


def test_holidays_run_from_ten_days_back_to_four_hundred_ahead() -> None:
    rows = tables_of(load_pack("b2b"), TODAY)["holidays"].to_pylist()
    days = [row["day"] for row in rows]

    assert {row["jurisdiction"] for row in rows} == set(load_pack("b2b").holidays)
    assert date(2026, 10, 4) <= min(days) <= max(days) <= date(2027, 11, 18)
    assert {"jurisdiction": "US", "day": date(2026, 11, 26), "name": "Thanksgiving Day"} in rows


def test_a_place_that_names_no_rule_for_a_channel_gets_the_strictest(tmp_path: Path) -> None:
    folder = tmp_path / "packs" / "ours"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text('title = "O"\nversion = "1"\nabout = "O"\nextends = "b2b"\n')
    (folder / "guards.toml").write_text('[rules.DK]\nvisit = { needs = "none", rule = "By hand", source = "us" }\n')

    rows = tables_of(load_packs(tmp_path)["ours"], TODAY)["rules"].to_pylist()
    needs = {row["channel"]: row["needs"] for row in rows if row["jurisdiction"] == "DK"}

    express = {channel.value: "express" for channel in Channel}
    assert needs == express | {"visit": "none", "event": "relation", "call": "relation"}


def test_a_country_the_calendar_does_not_know_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "pack.toml").write_text('title = "O"\nversion = "1"\nabout = "O"\nextends = "b2b"\n')
    (folder / "guards.toml").write_text('holidays = ["US", "XX"]\n')

    with pytest.raises(PlaybookError) as caught:
        tables_of(load_pack(folder), TODAY)

    assert str(caught.value) == "ours/guards.toml: holidays: XX is not a country whose holidays are known here"


def test_tables_are_built_once_a_day_and_cannot_be_changed() -> None:
    tables = tables_of(load_pack("b2b"), TODAY)

    assert tables_of(load_pack("b2b"), TODAY) is tables
    assert tables_of(load_pack("b2b"), date(2026, 10, 15)) is not tables
    with pytest.raises(TypeError):
        tables["caps"] = tables["rules"]  # type: ignore[index]


def test_all_shipped_packs_are_tested_here() -> None:
    assert shipped_names() == ("b2b", "job_search", "medical")
