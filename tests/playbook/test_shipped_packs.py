"""What ships must load, speak well of everything it proposes, and keep its promises to people."""

from itertools import product

import pytest

from rekindle.playbook import (
    FIELDS,
    Playbook,
    Words,
    check_tone,
    choose_words,
    fill,
    load_pack,
    load_packs,
    shipped_names,
)
from rekindle.playbook.priors import list_priors
from rekindle.terms.advice import Play
from rekindle.terms.losses import DealKind, Reason, Source, Verdict
from rekindle.terms.touches import Channel, SignalKind

PACKS = ["b2b", "job_search", "medical"]

pack = pytest.mark.parametrize("name", PACKS)


def every_text(playbook: Playbook) -> list[Words]:
    """Every opening a pack can come up with, merge fields still in it."""
    wishes = [
        (play, channel, reason, signal)
        for play, entry in playbook.plays.items()
        for channel, reason, signal in product(entry.channels, [*Reason, None], [*SignalKind, None])
    ]
    return list(dict.fromkeys(choose_words(playbook, *wish) for wish in wishes))


def test_three_packs_ship() -> None:
    assert shipped_names() == tuple(PACKS)
    assert list(load_packs()) == PACKS


@pack
def test_every_play_has_words_on_every_channel_it_uses(name: str) -> None:
    texts = every_text(load_pack(name))

    assert len(texts) > 50
    assert all(text.paragraphs for text in texts)


@pack
def test_words_pass_their_own_tone_check(name: str) -> None:
    playbook = load_pack(name)

    for words in every_text(playbook):
        for text in (words.subject, " ".join((*words.paragraphs, words.closing)), words.if_no):
            assert (text, check_tone(playbook, text)) == (text, [])


@pack
def test_titles_and_advice_pass_the_tone_check_too(name: str) -> None:
    playbook = load_pack(name)
    texts = [text for asset in playbook.assets.values() for text in (asset.title, asset.summary)]
    texts += [text for reason in playbook.reasons.values() for text in (reason.angle, reason.how)]
    texts += [play.intent for play in playbook.plays.values()]

    assert [(text, check_tone(playbook, text)) for text in texts if check_tone(playbook, text)] == []


@pack
def test_words_leave_no_hole_when_only_the_name_is_known(name: str) -> None:
    for words in every_text(load_pack(name)):
        filled = fill(words, {"first_name": "Lena", "account": "Tamarack Regional", "asset_title": "A page"})

        assert filled.paragraphs
        assert not any("{" in text or "}" in text for text in (filled.subject, *filled.paragraphs, filled.closing))
        assert bool(filled.subject) == bool(words.subject)


@pack
def test_mail_has_a_subject_and_nothing_else_has(name: str) -> None:
    playbook = load_pack(name)

    for play, entry in playbook.plays.items():
        for channel in entry.channels:
            words = choose_words(playbook, play, channel, None)
            assert bool(words.subject) == (channel is Channel.MAIL)


@pack
def test_nobody_who_said_no_is_gone_back_to(name: str) -> None:
    verdicts = load_pack(name).verdicts

    assert {key for key, verdict in verdicts.items() if not verdict.revisit} == {Verdict.NO, Verdict.UNQUALIFIED}
    assert verdicts[Verdict.NO].never_share == 1.0


@pack
def test_the_buyer_is_believed_before_anybody_else(name: str) -> None:
    sources = load_pack(name).sources

    assert sorted(Source, key=lambda source: -sources[source].trust) == [
        Source.BUYER,
        Source.MANAGER,
        Source.REP,
        Source.IMPORT,
        Source.INFERRED,
    ]


@pack
def test_an_unknown_place_is_treated_as_strictly_as_the_strictest_known_one(name: str) -> None:
    rules = load_pack(name).rules
    order = ["none", "relation", "express"]

    for channel in Channel:
        known = [by_channel[channel] for place, by_channel in rules.items() if place != "*" and channel in by_channel]
        assert len(known) == 11
        if channel != Channel.CALL:
            assert order.index(rules["*"][channel].needs) >= max(order.index(rule.needs) for rule in known)


@pack
def test_a_call_to_an_unknown_place_needs_a_relation_of_two_years_at_most(name: str) -> None:
    call = load_pack(name).rules["*"][Channel.CALL]

    assert (call.needs, call.implied_days) == ("relation", 730)


@pack
def test_what_is_written_needs_an_express_yes_where_the_place_is_unknown(name: str) -> None:
    unknown = load_pack(name).rules["*"]

    assert {channel for channel, rule in unknown.items() if rule.needs == "express"} >= {Channel.MAIL, Channel.MESSAGE}
    assert {rule.needs for rule in unknown.values()} == {"express", "relation"}


@pack
def test_only_mail_could_ever_leave_by_itself(name: str) -> None:
    channels = load_pack(name).channels

    assert [channel for channel in Channel if not channels[channel].by_hand] == [Channel.MAIL]


@pytest.mark.parametrize(("name", "days"), [("medical", 56), ("b2b", 28), ("job_search", 21)])
def test_people_get_a_rest_between_contacts(name: str, days: int) -> None:
    caps = load_pack(name).caps

    assert (caps.gap_days, caps.per_quarter, caps.per_year, caps.per_loss) == (days, 2, 4, 6)


@pack
def test_every_number_says_what_it_rests_on_and_is_worth_little_against_own_data(name: str) -> None:
    priors = [prior for _, _, _, prior in list_priors(load_pack(name))]

    assert all(10 <= prior.pseudo_deals <= 20 and len(prior.basis) > 10 for prior in priors)


@pack
def test_every_deal_that_can_be_lost_has_a_prior(name: str) -> None:
    known = {(kind, reason, verdict) for kind, reason, verdict, _ in list_priors(load_pack(name))}

    assert {(kind, reason, "*") for kind in DealKind for reason in Reason} <= known


@pytest.mark.parametrize(
    ("kind", "reason", "verdict", "back", "win"),
    [
        (DealKind.NEW, Reason.TIMING, Verdict.NOT_NOW, 0.50, 0.31),
        (DealKind.NEW, Reason.BUDGET, Verdict.NOT_NOW, 0.45, 0.27),
        (DealKind.NEW, Reason.PRICE, Verdict.CHOSE_OTHER, 0.25, 0.22),
        (DealKind.NEW, Reason.PRODUCT_GAP, Verdict.CHOSE_OTHER, 0.02, 0.25),
        (DealKind.NEW, Reason.SILENCE, "*", 0.12, 0.20),
        (DealKind.NEW, Reason.BUY_IN, Verdict.NO_DECISION, 0.30, 0.22),
        (DealKind.NEW, Reason.COMPETITOR_FIT, Verdict.CHOSE_OTHER, 0.20, 0.22),
        (DealKind.ACCOUNT, Reason.COMPETITOR_FIT, Verdict.CHOSE_OTHER, 0.35, 0.30),
    ],
)
def test_the_priors_are_those_that_were_argued_for(
    kind: DealKind, reason: Reason, verdict: str, back: float, win: float
) -> None:
    priors = {(k, r, v): prior for k, r, v, prior in list_priors(load_pack("b2b"))}

    assert (priors[kind, reason, verdict].back_share, priors[kind, reason, verdict].win_if_back) == (back, win)


def test_a_verdict_outweighs_a_reason_that_does_not_name_it() -> None:
    priors = {(k, r, v): prior for k, r, v, prior in list_priors(load_pack("b2b"))}

    assert priors[DealKind.NEW, Reason.TIMING, Verdict.CHOSE_OTHER].back_share == 0.20
    assert priors[DealKind.NEW, Reason.PRODUCT_GAP, Verdict.NOT_NOW].back_share == 0.02


def test_medical_lays_only_what_differs_over_its_base() -> None:
    medical, base = load_pack("medical"), load_pack("b2b")
    budget = {verdict: prior for kind, r, verdict, prior in list_priors(medical) if (kind, r) == ("new", "budget")}

    assert medical.reasons[Reason.BUDGET].label == base.reasons[Reason.BUDGET].label == "Budget froze"
    assert budget["*"].shape == "capital_round"
    assert budget["*"].back_share == 0.45
    assert medical.rules == base.rules
    assert not medical.assets.keys() & base.assets.keys()


def test_each_pack_speaks_its_own_language() -> None:
    asked = [choose_words(load_pack(name), Play.PROMISED, Channel.CALL, Reason.BUDGET).paragraphs[0] for name in PACKS]

    assert asked == [
        "{greeting}, you asked me to call when there would be money to talk about.",
        "{greeting}, you said I might ring around now.",
        "{greeting}, you asked me to call when the capital list opened.",
    ]


def test_a_job_search_says_not_at_this_time() -> None:
    job = load_pack("job_search")

    assert job.verdicts[Verdict.NOT_NOW].label == "Not at this time"
    assert job.standings["won_back"].label == "Hired"
    assert "product" not in " ".join(entry.how for entry in job.reasons.values())


@pack
def test_a_pack_brings_things_of_value_that_answer_its_reasons(name: str) -> None:
    playbook = load_pack(name)
    answered = {reason for asset in playbook.assets.values() for reason in asset.reasons}

    assert 10 <= len(playbook.assets) <= 14
    assert set(Reason) - answered <= {Reason.NOT_QUALIFIED}


def test_whatever_speaks_of_a_medical_product_keeps_to_its_label() -> None:
    about_products = [asset for asset in load_pack("medical").assets.values() if asset.product]

    assert len(about_products) == 6
    assert all(asset.on_label and asset.approved_by for asset in about_products)


@pack
def test_a_playbook_survives_being_stored(name: str) -> None:
    playbook = load_pack(name)

    assert Playbook.model_validate_json(playbook.model_dump_json()) == playbook


@pack
def test_the_words_make_use_of_what_is_known(name: str) -> None:
    used = {
        field
        for words in every_text(load_pack(name))
        for text in words.paragraphs
        for field in FIELDS
        if f"{{{field}}}" in text
    }

    assert {"greeting", "account", "asset_title", "asset_summary", "promise_words"} <= used
