"""Free-text reasons are read as a careful person would read them, and unknown is an answer."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.debrief import is_refusal, read_reason
from rekindle.debrief.lexicon import lexicon
from rekindle.debrief.matching import find_matches
from rekindle.debrief.normalise import clean, tokens_of
from rekindle.debrief.reading import may_ask_for_silence
from rekindle.debrief.wishes import Wish, hear_wish
from rekindle.terms.losses import Reason, Verdict
from rekindle.terms.touches import Channel

PICKLISTS = [
    ("Surgeon left", Reason.WRONG_STAKEHOLDER, Verdict.UNKNOWN),
    ("Staff shortage, rollout too heavy", Reason.SERVICE, Verdict.UNKNOWN),
    ("No OR time", Reason.TIMING, Verdict.NOT_NOW),
    ("No Budget / Lost Funding", Reason.BUDGET, Verdict.NOT_NOW),
    ("Lost to Competitor", Reason.COMPETITOR_FIT, Verdict.CHOSE_OTHER),
    ("No Decision / Non-Responsive", Reason.SILENCE, Verdict.NO_DECISION),
    ("Expectation Mismatch", Reason.NOT_UNDERSTOOD, Verdict.UNKNOWN),
    ("Unqualified Customer", Reason.NOT_QUALIFIED, Verdict.UNQUALIFIED),
    ("Missed Follow Ups", Reason.SERVICE, Verdict.UNKNOWN),
    ("Future Interest", Reason.TIMING, Verdict.NOT_NOW),
    ("Out-Sold", Reason.COMPETITOR_FIT, Verdict.CHOSE_OTHER),
    ("went_with_competitor", Reason.COMPETITOR_FIT, Verdict.CHOSE_OTHER),
    ("PriceTooHigh", Reason.PRICE, Verdict.UNKNOWN),
]
LANGUAGES = [
    ("Projekt verschoben auf nächstes Jahr", Reason.TIMING, Verdict.NOT_NOW),
    ("Schnittstelle zum KIS fehlt", Reason.PRODUCT_GAP, Verdict.UNKNOWN),
    ("Haushaltssperre bis Jahresende", Reason.BUDGET, Verdict.NOT_NOW),
    ("se fueron con la competencia", Reason.COMPETITOR_FIT, Verdict.CHOSE_OTHER),
    ("no llegamos al decisor", Reason.ACCESS_OR_LEVEL, Verdict.UNKNOWN),
    ("mauvais interlocuteur", Reason.WRONG_STAKEHOLDER, Verdict.UNKNOWN),
    ("la commission a refusé", Reason.BUY_IN, Verdict.NO_DECISION),
    ("te duur", Reason.PRICE, Verdict.UNKNOWN),
    ("prezzo troppo alto", Reason.PRICE, Verdict.UNKNOWN),
    ("sem orçamento", Reason.BUDGET, Verdict.NOT_NOW),
]


@pytest.mark.parametrize(("text", "reason", "verdict"), PICKLISTS + LANGUAGES)
def test_a_value_of_any_crm_in_any_of_its_languages_is_read(text: str, reason: Reason, verdict: Verdict) -> None:
    reading = read_reason(text)
    assert (reading.reason, reading.verdict) == (reason, verdict)


@pytest.mark.parametrize(
    "text", ["", "n/a", "N/A - see notes", "-", "k.A.", "Other", "Sonstiges", "Autre", "Closed Lost"]
)
def test_a_text_that_says_nothing_is_surely_unknown(text: str) -> None:
    reading = read_reason(text)
    assert (reading.reason, reading.verdict, reading.second_reason) == (None, Verdict.UNKNOWN, None)
    assert reading.confidence > 0.85


def test_words_nobody_here_knows_are_unknown_with_little_confidence() -> None:
    reading = read_reason("the heron landed on the pontoon")
    assert (reading.reason, reading.cue) == (None, "")
    assert reading.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It was not about price, they just preferred Olympus", Reason.COMPETITOR_FIT),
        ("Pricing was fine. No integration with PACS.", Reason.PRODUCT_GAP),
        ("not a budget issue; the committee isn't convinced", Reason.BUY_IN),
        ("Nicht am Preis gelegen, der Oberarzt wollte Olympus", Reason.COMPETITOR_FIT),
        ("ce n'était pas une question de prix, le chirurgien préfère Zimmer", Reason.COMPETITOR_FIT),
    ],
)
def test_a_reason_that_is_denied_does_not_count(text: str, reason: Reason) -> None:
    assert read_reason(text).reason == reason


def test_approval_that_is_itself_denied_approves_of_nothing() -> None:
    assert read_reason("image quality not good enough for the radiologists").reason == Reason.PRODUCT_QUALITY


def test_the_cause_counts_more_than_what_it_led_to() -> None:
    reading = read_reason("Went with Stryker because of price")
    assert (reading.reason, reading.verdict) == (Reason.PRICE, Verdict.CHOSE_OTHER)
    assert reading.second_reason == Reason.COMPETITOR_FIT


def test_two_reasons_keep_their_order_and_the_second_is_less_sure() -> None:
    reading = read_reason("too expensive and no interface to Meditech")
    assert {reading.reason, reading.second_reason} == {Reason.PRICE, Reason.PRODUCT_GAP}
    assert 0 < reading.second_confidence <= reading.confidence


def test_what_is_said_officially_gives_way_to_the_truth() -> None:
    assert read_reason("officially price, in truth we never met the surgeons").reason == Reason.ACCESS_OR_LEVEL


def test_scorn_lowers_the_confidence() -> None:
    assert read_reason("Budget. What a surprise.").confidence < read_reason("Budget.").confidence


def test_a_question_mark_and_a_maybe_lower_the_confidence() -> None:
    plain = read_reason("price too high").confidence
    assert read_reason("price too high?").confidence < plain
    assert read_reason("maybe price too high").confidence < plain


def test_marks_addresses_numbers_and_tickets_change_nothing() -> None:
    noisy = "<p>Re: #48213 j.miller@stannes.org +1 (617) 555-0199<br/>Customer&nbsp;chose <b>GE</b></p>"
    reading = read_reason(noisy)
    assert (reading.reason, reading.verdict) == (Reason.COMPETITOR_FIT, Verdict.CHOSE_OTHER)


def test_a_slip_of_the_pen_and_a_missing_umlaut_are_forgiven() -> None:
    assert read_reason("Lost to competitior").reason == Reason.COMPETITOR_FIT
    assert read_reason("lost to the compeditor").reason == Reason.COMPETITOR_FIT
    assert (
        read_reason("naechstes Jahr wieder").verdict == read_reason("nächstes Jahr wieder").verdict == Verdict.NOT_NOW
    )


def test_the_cue_is_quoted_as_it_was_written() -> None:
    assert read_reason("Sorry - Sticker Shock at the board").cue == "Sticker Shock"


OUR_MAIL = "\n\nOn Tue, Mar 3, 2026 at 9:01 AM Tom Rep <tom@us.example> wrote:\n> Hi Anna,\n> here is the study.\n>\n"


@pytest.mark.parametrize(
    "text",
    [
        "Do not contact again",
        "DNC - asked to be removed from our list",
        "unsubscribed + asked for deletion under GDPR",
        "STOP",
        "Revoke.",
        "Stop please",
        "I revoke my consent",
        "STOPALL",
        "Bitte nicht mehr kontaktieren",
        "kein Kontakt mehr erwünscht",
        "ne plus nous contacter",
        "No volver a contactar",
        "geen contact meer opnemen",
        "no thanks, stop",
        "Spoke to her office. Not interested. Please stop!",
        "stop emailing me",
        "stop with the calls",
        "I don't want any more emails",
        "opt me out",
        "pls unsubscribe me",
        "get me off this list",
        "please do not call, text or email me",
        "not interested, please don't follow up",
        "Nein danke, bitte hören Sie auf",
        "Hören Sie bitte auf, uns anzuschreiben",
        "non merci, arrêtez",
        "désinscrivez-moi",
        "no gracias, basta",
        "deje de llamarme",
        "no grazie, smettetela",
        "non mi chiami più",
        "não me ligue mais",
        "remova-me da lista",
        "nee bedankt, stop",
        "haal me van de lijst",
        "stop, I have asked you three times",
        "Stop! This is the third time I ask.",
        "unsubscribe me, text me never",
        "block this sender",
        "we would like to be removed",
        "I object to direct marketing",
        "please block us",
        "Could you block our number please",
        "please put us on your do not call list",
        "please, never call",
        "never call here again please",
        "Don't ever call here",
        "never, ever call",
        "told us never to call again",
        "never contact our surgeons",
        "please never again",
        "We never want another call",
        "Nobody here wants to hear from you",
        "please never write an e-mail again",
        "Bitte rufen Sie nie wieder an",
        "Bitte sperren Sie uns",
        "ne jamais rappeler",
        "veuillez nous bloquer",
        "por favor, nunca llamar",
        "nooit meer bellen",
        "Blokkeer ons",
        "non chiamate mai più",
        "Nunca mais me ligue",
        "they made clear they never want to hear from us",
        "I am not interested, do not write again",
        "Lassen Sie uns in Ruhe",
        "laissez-nous tranquilles",
        "Stopp, ich habe es Ihnen schon dreimal gesagt",
        "If you do not stop emailing me I will report you",
        "I clicked the unsubscribe link and you still email me. Stop emailing me.",
        f"unsubscribe{OUR_MAIL}> To unsubscribe click here",
        f"remove me{OUR_MAIL}> Best, Tom",
        f"Will do, sorry.{OUR_MAIL}> Please stop emailing me",
        f"{OUR_MAIL}> Best, Tom\n\nunsubscribe",
        "Abmelden bitte\n\nAm 3. März 2026 um 09:01 schrieb Tom Rep:\n> Guten Tag",
    ],
)
def test_a_wish_not_to_be_contacted_again_is_a_no(text: str) -> None:
    reading = read_reason(text)
    assert (reading.opt_out, reading.verdict) == (True, Verdict.NO)
    assert reading.verdict_confidence > 0.9
    assert may_ask_for_silence(text), "a column nobody knows would not be read for it"


@pytest.mark.parametrize(
    "text",
    [
        "do not contact before March",
        "no calls please until after go-live (Sept)",
        "please don't call my cell, use the office line",
        "bitte erst nach den Ferien wieder melden",
        "Kunde möchte derzeit nicht kontaktiert werden",
        "no contactar hasta enero",
        "merci de ne pas rappeler avant septembre",
        "they opted out of the pilot",
        "no contact since March",
        "Unable to contact",
        "los números no dan este año, volver a llamar en febrero",
        "we stopped the project",
        "Please stop by next week",
        "Budget stop. Thanks to them anyway",
        "no answer, stop",
        "the CFO told them to stop spending",
        "They stopped answering emails",
        "removed from the capital list",
        "please don't stop emailing me",
        "do not hesitate to contact me again",
        "don't call, just email me",
        "they asked us to stop the demo early",
        "told me to stop by their booth",
        "Investitionsstopp bis Herbst",
        "Projekt gestoppt, danke",
        "melde mich ab März wieder",
        "on a arrêté le projet, merci",
        "dejaron de responder",
        "basta il sistema attuale",
        "bel me volgende week",
        "they never sent the text to us",
        "don't call her, call her boss",
        "opted out of the warranty",
        "please block us a room for Tuesday",
        "Could you block us two hours next week",
        "please block us in for May",
        "the board may block us again",
        "their firewall blocks us",
        "please never call before nine",
        "please, never call: write to me",
        "never call me at home",
        "they never call back",
        "She will never call us back",
        "You never call me, call me!",
        "they will never come back",
        "please never mind the price, send the quote",
        "he says never to write long mails to surgeons",
        "They never want any more training from us",
        "put us on the list for the demo",
        "Bitte nie freitags anrufen",
        "bitte blockieren Sie uns zwei Stunden",
        "sie melden sich nie",
        "nunca nos llamaron",
        "ils n'appellent jamais",
        "unsubscribed from competitor's service",
        "I told you three times the price was too high",
        "the board blocked your proposal",
        f"Good, call in May{OUR_MAIL}> To unsubscribe click here",
        f"Good, call in May{OUR_MAIL.replace('>', '')}Unsubscribe",
        f"Good, call in May{OUR_MAIL}> Should I stop reaching out?\n> Unsubscribe",
        "Call me.\n\nFrom: Tom\nSent: Tuesday, 3 March\n\nIf you no longer wish to receive these\nmails, unsubscribe.",
        "Good, call in May\nUnsubscribe | Manage preferences | View in browser",
        "<p>Good, call in May</p><a href='https://us.example/u'>Unsubscribe</a>",
        "Interested. Reply STOP to opt out.",
        "Gern.\n\nAm 3. März 2026 um 09:01 schrieb Tom Rep:\n> Wenn Sie keine Mails mehr möchten, klicken Sie hier.",
        "Oui en mai. Pour vous désabonner, cliquez ici",
        "Sí, en mayo. Para darse de baja, haga clic aquí",
    ],
)
def test_a_wish_with_an_end_or_another_way_is_no_opt_out(text: str) -> None:
    reading = read_reason(text)
    assert (reading.opt_out, reading.verdict == Verdict.NO) == (False, False)


SAID = (Path(__file__).parent / "wishes.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", [line[2:] for line in SAID if line.startswith("+")])
def test_a_wish_is_heard_however_it_is_worded_in_seven_languages(text: str) -> None:
    assert (read_reason(text).opt_out, may_ask_for_silence(text)) == (True, True)


@pytest.mark.parametrize("text", [line[2:] for line in SAID if line.startswith("-")])
def test_what_only_sounds_like_a_wish_is_none_in_seven_languages(text: str) -> None:
    assert not read_reason(text).opt_out


@pytest.mark.parametrize(
    "text",
    [
        "Buyer asked that we cease all outreach.",
        "I no longer wish to receive these messages.",
        "Do not ring this practice.",
        "Pide que no le volvamos a escribir.",
        "Pediu para não voltarmos a ligar.",
        "He left the hospital; do not write to him, write to his successor.",
    ],
)
def test_what_sounds_like_a_wish_and_is_not_surely_one_is_in_doubt(text: str) -> None:
    assert (read_reason(text).wish, may_ask_for_silence(text)) == (Wish(is_sure=False), True)


def test_a_wish_of_no_words_we_know_for_one_is_in_doubt_where_it_is_made_of_a_no_and_a_way_to_get_in_touch() -> None:
    doubting = frozenset({"opt_out_doubt", "opt_out_demand", "opt_out_instead", "opt_out_limit", "opt_out_ordinary"})
    wishes = [line[2:] for line in SAID if line.startswith("+")]

    def is_held(text: str) -> bool:
        tokens = tokens_of(clean(text))
        matches = [one for one in find_matches(tokens, lexicon()) if one.phrase.key in doubting]
        return hear_wish(matches, tokens) is not None

    assert sum(map(is_held, wishes)) >= 0.9 * len(wishes)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Please no more emails, phone only.", Wish(True, frozenset({Channel.MAIL}))),
        ("Don't call, email only.", Wish(True, frozenset({Channel.CALL}))),
        ("Nur noch per Mail bitte, keine Anrufe.", Wish(False, frozenset({Channel.CALL}))),
        ("No llamar, solo correo.", Wish(True, frozenset({Channel.CALL}))),
        ("No calls, no emails. Write to my lawyer only.", Wish(False)),
        ("Stop calling, stop emailing, use the lawyer only.", Wish(False)),
    ],
)
def test_a_wish_about_one_channel_is_told_from_one_about_all(text: str, wish: Wish) -> None:
    assert read_reason(text).wish == wish


@pytest.mark.parametrize(
    "text",
    [
        "No budget this year, call again in March.",
        "Kein Budget, nächstes Jahr wieder anrufen",
        "meldet sich nicht mehr",
        "Never heard from them again.",
        "Ansprechpartner nicht mehr im Haus",
        "customer stopped returning calls",
        "N'a pas répondu à nos mails.",
        "Ya no trabaja ahí, escribir a su sucesor.",
    ],
)
def test_who_left_or_went_silent_and_a_day_to_call_again_are_no_wish(text: str) -> None:
    assert read_reason(text).wish is None


@pytest.mark.parametrize("text", ["never call during clinic hours", "we never call", "never again so expensive"])
def test_a_never_that_is_bound_or_ours_is_nobodys_wish(text: str) -> None:
    assert not read_reason(text).opt_out


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("No.", True),
        (f"Hi Tom, no thanks. Best, Anna{OUR_MAIL}> Shall we talk about the budget?", True),
        ("Nein danke", True),
        ("Not interested, thank you", True),
        ("No, budget is approved now: call me", False),
        ("No thanks, but ask again in May", False),
        ("No problem", False),
        ("", False),
        ("Call me", False),
        ("Not interested in the towers, but what about the sealers?", False),
    ],
)
def test_a_bare_no_is_told_from_one_that_says_more(words: str, *, only: bool) -> None:
    assert is_refusal(words) is only


_PIECES = ["price", "not", "no", "budget", "wegen", "<b>", "&amp;", ";", "?", '"', "12/3"]


@given(st.text(max_size=300) | st.lists(st.sampled_from(_PIECES)).map(" ".join))
def test_any_text_at_all_gets_a_reading(text: str) -> None:
    reading = read_reason(text)
    assert 0 <= reading.second_confidence <= reading.confidence <= 1
    assert 0 <= reading.verdict_confidence <= 1
    assert reading.second_reason is None or reading.second_reason != reading.reason


def test_a_transcript_is_read_from_its_beginning_only() -> None:
    assert read_reason("price too high. " + "words " * 20_000).reason == Reason.PRICE
