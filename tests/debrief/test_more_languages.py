"""The reasons people choose from a list or put in a few words, in languages without labelled texts of their own."""

import pytest

from rekindle.debrief import read_reason
from rekindle.terms.losses import Reason, Verdict

SAID = {
    "ja": ("価格が高い", "予算不足", "競合に負けた", "タイミングが合わない", "意思決定されず見送り"),
    "zh": ("价格太高", "預算不足", "输给竞争对手", "时机不对", "未决定"),
    "ko": ("가격이 높음", "예산 부족", "경쟁사 선택", "시기 미정", "의사결정 없음"),
    "pl": ("Cena", "Brak budżetu", "Wybrali konkurencję", "Odłożone na przyszły rok", "Brak decyzji"),
    "sv": ("Pris", "Ingen budget", "Valde konkurrent", "Fel tidpunkt", "Inget beslut"),
    "da": ("For dyrt", "Intet budget", "Tabt til konkurrent", "Udskudt til næste år", "Ingen beslutning"),
    "nb": ("Prisen for høy", "Mangler midler", "Valgte konkurrent", "Utsatt til neste år", "Ingen avgjørelse"),
    "tr": ("Fiyat çok pahalı", "Bütçe yok", "Rakip firma seçildi", "Zamanlama", "Karar alınmadı"),
    "ru": ("Высокая цена", "Нет бюджета", "Выбрали конкурента", "Отложено на следующий год", "Не приняли решение"),
    "cs": ("Příliš drahé", "Chybí rozpočet", "Vyhrála konkurence", "Odloženo na příští rok", "Nerozhodli se"),
}


@pytest.mark.parametrize("language", SAID)
def test_the_commonest_reasons_are_read(language: str) -> None:
    *reasons, undecided = map(read_reason, SAID[language])

    assert [read.reason for read in reasons] == [Reason.PRICE, Reason.BUDGET, Reason.COMPETITOR_FIT, Reason.TIMING]
    assert undecided.verdict is Verdict.NO_DECISION


def test_a_word_of_two_languages_is_read_by_what_stands_around_it() -> None:
    assert read_reason("Pris").reason is Reason.PRICE
    assert read_reason("Ils ont pris une décision").reason is None
    assert read_reason("Le client a pris un autre fournisseur").reason is Reason.COMPETITOR_FIT
