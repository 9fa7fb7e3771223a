"""Names in the alphabets, cuts and slips in which banks carry them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching.name_index import NameIndex
from duebook.core.matching.names import parties, stem_of, told_payers, words_of

NAMES = {
    "100": ["Müller & Söhne Maschinenbau GmbH"],
    "200": ["Łódzkie Zakłady Mleczarskie Sp. z o.o."],
    "300": ["Boulangerie Saint-Étienne SARL"],
    "400": ["ООО Северный Ветер"],
    "500": ["Ελληνικά Πλαστικά Α.Ε."],
    "600": ["Wal Mart Stores Inc"],
    "700": ["Konstruktiewerkhuizen Van den Broecke N.V."],
    "800": ["Østergård Møbler A/S"],
    "900": ["Johann Baptist Hofbauer e.K."],
    "901": ["Hofmann Metall AG"],
    "902": ["Hofmann Holz AG"],
}
INDEX = NameIndex(NAMES)


@pytest.mark.parametrize(
    ("written", "customer"),
    [
        ("Mueller und Soehne Maschinenbau", "100"),
        ("MULLER SOHNE MASCHINENBAU GMBH", "100"),
        ("MUELLER & SOEHNE MASCHINENB", "100"),
        ("Maschinenbau Müller & Söhne", "100"),
        ("Mueler & Söhne Maschinnenbau", "100"),
        ("LODZKIE ZAKLADY MLECZARSKIE SP Z OO", "200"),
        ("Boulangerie St. Etienne", "300"),
        ("OOO Severnyi Veter", "400"),
        ("Ellinika Plastika AE", "500"),
        ("WALMART STORES", "600"),
        ("KONSTRUKTIEWERKHUIZEN VAN D", "700"),
        ("Ostergard Mobler", "800"),
        ("Oestergaard Moebler AS", "800"),
        ("J. B. Hofbauer", "900"),
        ("Hofbauer, Johann", "900"),
        ("HOFMANN METALL", "901"),
        ("HOFMANN HOLZ AG & CO", "902"),
    ],
)
def test_one_name_in_many_spellings(written: str, customer: str) -> None:
    odds = INDEX.odds(written)
    assert max(odds, key=lambda found: odds[found]) == customer
    assert odds[customer] > 1


@pytest.mark.parametrize("written", ["Zebra Ltd", "GmbH", "", "& Co", "Metallica", "Van Holding"])
def test_a_strange_name_fits_nobody_well(written: str) -> None:
    assert max(INDEX.odds(written).values(), default=0.0) < 1


def test_a_name_that_two_customers_share_points_to_both() -> None:
    odds = INDEX.odds("Hofmann")
    assert odds["901"] == pytest.approx(odds["902"])


def test_legal_forms_are_left_out_at_the_end_only() -> None:
    assert stem_of(words_of("AG Weser GmbH & Co. KG")) == ("AG", "WESER")
    assert stem_of(words_of("Limited")) == ("LIMITED",)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Factor AG on behalf of Bakery Brown", "BAKERY BROWN"),
        ("Bakery Brown c/o Treuhand Meier", "BAKERY BROWN"),
        ("Treuhand i.A. von Bakery Brown", "BAKERY BROWN"),
        ("Banque pour le compte de Bakery Brown", "BAKERY BROWN"),
    ],
)
def test_all_parties_of_a_name_are_seen(name: str, found: str) -> None:
    assert found in {" ".join(words_of(party)) for party in parties(name)}


def test_the_text_may_say_on_whose_behalf_it_pays() -> None:
    assert list(told_payers("im Auftrag von Bakery Brown, RG 4711")) == ["BAKERY BROWN"]
    assert list(told_payers("invoice 4711")) == []


@given(st.text(max_size=80))
def test_any_name_can_be_read(name: str) -> None:
    assert all(word.isalnum() for word in words_of(name))
    assert all(chance > 0 for chance in INDEX.odds(name).values())


@given(st.sampled_from([name for names in NAMES.values() for name in names]), st.sampled_from([27, 35, 70]))
def test_a_name_cut_by_the_bank_still_fits(name: str, width: int) -> None:
    (customer,) = (customer for customer, names in NAMES.items() if name in names)
    odds = INDEX.odds(name[:width])
    assert max(odds, key=lambda found: odds[found]) == customer
