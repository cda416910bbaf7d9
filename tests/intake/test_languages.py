"""Plain nouns of further languages: what is plain is read, a person nobody can place is asked about."""

import pytest

from tests.intake.support import bring

FILES = {
    "ja": (
        "商談名,取引先名,フェーズ,金額（万円）,完了予定日,失注理由,所有者,取引先責任者,メールアドレス,メール送信除外\n"
        "Scopes,Alder,クローズ - 失注,450,2025年6月12日,Preis,Maya,Lena,l@x.example,いいえ\n"
        "Pumps,Birch,受注,12,2025/3/25,,,Otto,o@x.example,はい\n"
    ),
    "pl": (
        "Nazwa szansy;Firma;Etap;Wartość;Data zamknięcia;Powód przegranej;Opiekun;Osoba kontaktowa;E-mail;"
        "Nie kontaktować\n"
        "Scopes;Alder;Zamknięta - przegrana;4 500 000,00 zł;12.06.2025;Preis;Maya;Lena;l@x.example;Nie\n"
        "Pumps;Birch;Wygrana;12 zł;25 marca 2025;;;Otto;o@x.example;Tak\n"
    ),
    "sv": (
        "Affärsmöjlighet;Företag;Fas;Belopp;Avslutsdatum;Förlustorsak;Ägare;Kontaktperson;E-post;Kontakta inte\n"
        "Scopes;Alder;Stängd - förlorad;4 500 000 kr;2025-06-12;Preis;Maya;Lena;l@x.example;Nej\n"
        "Pumps;Birch;Vunnen;12 kr;25 mars 2025;;;Otto;o@x.example;Ja\n"
    ),
    "da": (
        "Salgsmulighed;Virksomhed;Fase;Beløb;Lukkedato;Årsag til tab;Ejer;Kontaktperson;E-mail;Kontakt ikke\n"
        "Scopes;Alder;Lukket - tabt;4.500.000 kr.;12-06-2025;Preis;Maya;Lena;l@x.example;Nej\n"
        "Pumps;Birch;Vundet;12 kr.;25-03-2025;;;Otto;o@x.example;Ja\n"
    ),
    "nb": (
        "Salgsmulighet;Bedrift;Fase;Beløp;Lukkedato;Tapsårsak;Eier;Kontaktperson;E-post;Skal ikke kontaktes\n"
        "Scopes;Alder;Lukket - tapt;4 500 000 kr;12.06.2025;Preis;Maya;Lena;l@x.example;Nei\n"
        "Pumps;Birch;Vunnet;12 kr;25.03.2025;;;Otto;o@x.example;Ja\n"
    ),
    "zh": (
        "商机名称,客户名称,销售阶段,金额,结束日期,丢单原因,负责人,联系人,邮箱,请勿联系\n"
        "Scopes,Alder,丢单,¥450万,2025年6月12日,Preis,Maya,Lena,l@x.example,否\n"
        "Pumps,Birch,赢单,12元,2025-03-25,,,Otto,o@x.example,是\n"
    ),
    "ko": (
        "영업기회명,고객사,단계,금액(만원),마감일,실주 사유,영업담당자,고객 담당자,이메일,연락 금지\n"
        "Scopes,Alder,실주,450,2025. 6. 12.,Preis,Maya,Lena,l@x.example,아니오\n"
        "Pumps,Birch,수주,12,2025년 3월 25일,,,Otto,o@x.example,예\n"
    ),
    "tr": (
        "Fırsat Adı;Şirket;Aşama;Tutar;Kapanış Tarihi;Kaybetme Nedeni;Satış Temsilcisi;İlgili Kişi;E-posta;Aranmasın\n"
        "Scopes;Alder;Kaybedildi;4.500.000,00 TL;12.06.2025;Preis;Maya;Lena;l@x.example;Hayır\n"
        "Pumps;Birch;Kazanıldı;₺12,00;25 Mart 2025;;;Otto;o@x.example;Evet\n"
    ),
    "ru": (
        "Сделка;Компания;Этап;Сумма;Дата закрытия;Причина отказа;Ответственный;Контактное лицо;Эл. почта;Не звонить\n"
        "Scopes;Alder;Закрыто и не реализовано;4 500 000,00 ₽;12.06.2025;Preis;Maya;Lena;l@x.example;Нет\n"
        "Pumps;Birch;Успешно реализовано;12 руб.;25 марта 2025;;;Otto;o@x.example;Да\n"
    ),
    "uk": (
        "Угода;Компанія;Етап;Сума;Дата закриття;Причина відмови;Відповідальний;Контактна особа;Пошта;Не контактувати\n"
        "Scopes;Alder;Програно;4 500 000,00 грн;12.06.2025;Preis;Maya;Lena;l@x.example;Ні\n"
        "Pumps;Birch;Виграно;₴12;25 березня 2025;;;Otto;o@x.example;Так\n"
    ),
    "cs": (
        "Obchodní případ;Firma;Fáze;Částka;Datum uzavření;Důvod ztráty;Vlastník;Kontaktní osoba;E-mail;Nekontaktovat\n"
        "Scopes;Alder;Uzavřeno - prohráno;4 500 000,00 Kč;12. 6. 2025;Preis;Maya;Lena;l@x.example;Ne\n"
        "Pumps;Birch;Vyhráno;12 Kč;25. března 2025;;;Otto;o@x.example;Ano\n"
    ),
    "hu": (
        "Üzlet neve;Cég;Szakasz;Összeg;Zárás dátuma;Elvesztés oka;Értékesítő;Kapcsolattartó;E-mail cím;Ne keressük\n"
        "Scopes;Alder;Lezárt - elveszett;4 500 000 Ft;2025.06.12.;Preis;Maya;Lena;l@x.example;Nem\n"
        "Pumps;Birch;Megnyert;12 Ft;2025. 03. 25.;;;Otto;o@x.example;Igen\n"
    ),
    "ro": (
        "Nume oportunitate;Companie;Etapă;Sumă;Data închiderii;Motivul pierderii;Responsabil;Persoană de contact;"
        "Adresă de email;Nu contactați\n"
        "Scopes;Alder;Închis - pierdut;4.500.000,00 lei;12.06.2025;Preis;Maya;Lena;l@x.example;Nu\n"
        "Pumps;Birch;Câștigat;12 RON;25 martie 2025;;;Otto;o@x.example;Da\n"
    ),
    "fi": (
        "Kaupan nimi;Yritys;Vaihe;Summa;Sulkemispäivä;Häviön syy;Omistaja;Yhteyshenkilö;Sähköposti;Älä soita\n"
        "Scopes;Alder;Suljettu - hävitty;4 500 000,00 €;12.6.2025;Preis;Maya;Lena;l@x.example;Ei\n"
        "Pumps;Birch;Voitettu;12 €;25.3.2025;;;Otto;o@x.example;Kyllä\n"
    ),
    "el": (
        "Ευκαιρία;Εταιρεία;Στάδιο;Ποσό;Ημερομηνία κλεισίματος;Λόγος απώλειας;Υπεύθυνος;Επαφή;Διεύθυνση email;"
        "Μην καλείτε\n"
        "Scopes;Alder;Χαμένη;4.500.000,00 €;12.06.2025;Preis;Maya;Lena;l@x.example;Όχι\n"
        "Pumps;Birch;Κερδισμένη;12 €;25 Μαρτίου 2025;;;Otto;o@x.example;Ναι\n"
    ),
    "he": (
        "שם העסקה,לקוח,שלב,סכום,תאריך סגירה,סיבת הפסד,איש מכירות,איש קשר,דוא״ל,לא להתקשר\n"
        'Scopes,Alder,הפסד,"₪4,500,000",12.06.2025,Preis,Maya,Lena,l@x.example,לא\n'
        "Pumps,Birch,זכייה,₪12,25/03/2025,,,Otto,o@x.example,כן\n"
    ),
    "ar": (
        "اسم الصفقة,الشركة,المرحلة,المبلغ,تاريخ الإغلاق,سبب الخسارة,مندوب المبيعات,جهة الاتصال,"
        "البريد الإلكتروني,عدم الاتصال\n"
        'Scopes,Alder,مغلقة خاسرة,"SAR 4,500,000",12.06.2025,Preis,Maya,Lena,l@x.example,لا\n'
        "Pumps,Birch,فوز,SAR 12,25/03/2025,,,Otto,o@x.example,نعم\n"
    ),
}
MONEY = {"ja": "JPY", "pl": "PLN", "sv": "SEK", "da": "DKK", "nb": "NOK", "zh": "CNY", "ko": "KRW", "tr": "TRY"}
MONEY |= {
    "ru": "RUB",
    "uk": "UAH",
    "cs": "CZK",
    "hu": "HUF",
    "ro": "RON",
    "fi": "EUR",
    "el": "EUR",
    "he": "ILS",
    "ar": "SAR",
}


@pytest.mark.parametrize("language", sorted(FILES))
def test_an_export_in_a_further_language_is_read_without_a_question(language: str) -> None:
    file = bring(FILES[language])

    assert (file.recognition.questions, file.recognition.unmapped, file.tally) == ((), (), ())
    lost, won = file.deals
    assert [(deal.name, deal.account.name, str(deal.status)) for deal in (lost, won)] == [
        ("Scopes", "Alder", "lost"),
        ("Pumps", "Birch", "won"),
    ]
    whole = 1 if language in ("ja", "ko") else 100
    assert (lost.amount_minor, lost.currency) == (4_500_000 * whole, MONEY[language])
    assert [str(loss.lost_on) for loss in lost.losses] == ["2025-06-12"]
    assert str(won.won_on) == "2025-03-25"
    assert lost.owner is not None
    assert lost.owner.name == "Maya"
    assert [(person.name, person.mail, bool(person.opt_outs)) for deal in (lost, won) for person in deal.people] == [
        ("Lena", "l@x.example", False),
        ("Otto", "o@x.example", True),
    ]


def test_a_word_for_whoever_looks_after_it_on_either_side_is_asked_about() -> None:
    for column in ("担当者", "담당자", "Ansvarlig", "Sorumlu"):
        file = bring(f"Deal,Account,Status,{column}\nScopes,Alder,Lost,Lena\nPumps,Birch,Won,Otto\n")
        assert [(one.column, one.choices) for one in file.recognition.questions] == [
            (column, ("deal.owner", "person.name", "keep"))
        ]
        assert [deal.people for deal in file.deals] == [(), ()]


def test_a_pause_in_a_further_language_is_asked_about() -> None:
    for word in ("保留", "wstrzymana", "vilande", "搁置", "보류"):
        (question,) = bring(f"Deal,Account,Status\nScopes,Alder,{word}\nPumps,Birch,Lost\n").recognition.questions
        assert question.column == f"Status: {word}"


def test_a_sign_that_several_currencies_share_is_said_where_nothing_tells_which_is_meant() -> None:
    plain = bring("Deal,Account,Status,Amount\nScopes,Alder,Lost,45 000 kr\n")
    named = bring("Deal,Account,Status,Amount (DKK)\nScopes,Alder,Lost,45 000 kr\n")

    said = [words for words in plain.recognition.warnings if "'kr' in 'Amount' may be SEK, NOK, DKK or ISK" in words]
    assert (len(said), named.recognition.warnings, named.deal.currency) == (1, (), "DKK")
