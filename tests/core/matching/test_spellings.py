"""References in every spelling that banks and people give them, and texts that hold none."""

import time

import pytest

from duebook.core.matching import OpenItem
from duebook.core.matching.customer_references import CustomerReferences
from duebook.core.matching.references import Reading, References
from tests.core.matching.book import item, receipt

TEN = ["1930055798", "1930055805", "1930055812", "1930055911"]
YEARLY = ["INV-2024-0001", "INV-2024-0002", "INV-2024-0012", "INV-2025-0001"]
RANGE = ["1000", "1001", "1002", "1003", "1004", "1005", "1006"]


def items(*numbers: str) -> list[OpenItem]:
    return [item(number, 100) for number in numbers]


def named(text: str, numbers: list[str], **receipt_values: object) -> set[str]:
    """What the text names once the payer is known: whole numbers, tails, lists and ranges."""
    book = items(*numbers)
    return found(book, References(book).read(receipt(100, text, **receipt_values)))


def found(book: list[OpenItem], reading: Reading) -> set[str]:
    own = CustomerReferences(book)
    mentions = [*reading.mentions, *own.read(reading)]
    keys = {key for mention in [*mentions, *own.ranges(mentions, reading.text)] for key in mention.items}
    return {key.partition("|")[2] for key in keys}


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 1930055798", "Rechnung Nr. 1930055798", "RG-NR:1930055798", "Facture n° 1930055798",
        "fattura n. 1930055798", "factura nº 1930055798", "factuurnummer 1930055798", "faktura nr 1930055798",
        "factură 1930055798", "rekken 1930055798", "lasku 1930055798", "fatura 1930055798", "VS:1930055798",
        "számla 1930055798", "račun 1930055798", "τιμολόγιο 1930055798", "счет № 1930055798", "№1930055798",
        "INVOICE1930055798", "1NVOICE 1930055798", "INV#1930055798",
        "0001930055798", "193O055798", "I930055798", "19300S5798", "193005579B0 1930055798", "INV193OO55798",
        "1930 0557 98", "1930.055.798", "1930-055-798", "193005\n5798",
        "INVOICES FOR GOODS, YOUR NO 193005\n5798",
        "1930055798 vom 12.06.2025", "dated 12 June 2025: 1930055798", "EUR 1.930,05 for 1930055798",
        "１９３００５５７９８",
    ],
)  # fmt: skip
def test_one_number_in_many_spellings(text: str) -> None:
    assert named(text, TEN) == {"1930055798"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("INV-2024-0001", "INV-2024-0001"),
        ("inv 2024/1", "INV-2024-0001"),
        ("INV20240001", "INV-2024-0001"),
        ("INV 2024 No. 12", "INV-2024-0012"),
        ("Rechnung 2024-0012", "INV-2024-0012"),
        ("2025/0001", "INV-2025-0001"),
        ("INV-20\n25-0001", "INV-2025-0001"),
    ],
)
def test_numbers_of_several_parts(text: str, number: str) -> None:
    assert named(text, YEARLY) == {number}


def test_zeros_inside_a_number_may_be_lost() -> None:
    assert named("RE 2024-123", ["RE2024000123", "RE2024000124"]) == {"RE2024000123"}
    assert named("RE2024123", ["RE2024000123", "RE2024000124"]) == {"RE2024000123"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1930055798/805/812", TEN[:3]),
        ("Rg 1930055798, 805 und 812", TEN[:3]),
        ("1930055798 + 911", [TEN[0], TEN[3]]),
        ("1930055798;5805;55812", TEN[:3]),
        ("...5798", TEN[:1]),
        ("inv. ***5798 and ***5911", [TEN[0], TEN[3]]),
        ("55798, 55911", [TEN[0], TEN[3]]),
        ("19300557981930055805", TEN[:2]),
        ("1930055789", TEN[:1]),
        ("193005798", TEN[:1]),
        ("055789", TEN[:1]),
    ],
)
def test_lists_tails_and_slips(text: str, numbers: list[str]) -> None:
    assert named(text, TEN) == set(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "1001-1005", "inv 1001 - 1005", "1001 bis 1005", "Rechnungen 1001 bis 1005", "1001..1005",
        "1001...1005",
        "de 1001 a 1005", "fatture da 1001 al 1005", "1001 to 1005", "van 1001 t/m 1005", "od 1001 do 1005",
        "de la 1001 până la 1005", "1001-05", "1001–1005", "invoice 1001 to invoice 1005", "1001 thru 1005",
    ],
)  # fmt: skip
def test_ranges(text: str) -> None:
    assert named(text, RANGE) == set(RANGE[1:6])


@pytest.mark.parametrize("width", [27, 35, 140])
@pytest.mark.parametrize("mark", ["", "\n", " "])
def test_a_text_cut_into_lines_names_all_it_did(width: int, mark: str) -> None:
    text = "PAYMENT OF INVOICES " + " ".join(TEN)
    lines = mark.join(text[at : at + width] for at in range(0, len(text), width))
    assert named(lines, TEN) == set(TEN)


def test_a_number_cut_off_at_the_end_is_completed_when_only_one_begins_so() -> None:
    assert named("PAYMENT INVOICES 1930055798 193005591", TEN) == {TEN[0], TEN[3]}
    assert named("PAYMENT OF OUR INVOICES 19300559\nthank you", TEN) == {TEN[3]}


def test_every_field_is_read() -> None:
    assert named("", TEN, references=(TEN[0],)) == {TEN[0]}
    assert named("thanks", TEN, end_to_end_id=TEN[1]) == {TEN[1]}
    assert named("", TEN, amounts_by_reference=((TEN[2], 100),)) == {TEN[2]}
    assert named("", ["42"], end_to_end_id="42") == set()


def test_an_item_is_found_by_its_other_references_too() -> None:
    order = item("1", 100, other_references=("AB-77231", "LS 00912345"))
    index = References([order, item("2", 100)])
    for text in ("Auftrag AB 77231", "delivery 912345"):
        (mention,) = index.read(receipt(100, text)).mentions
        assert mention.items == (order.key,)
        assert mention.manner == "order"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("RF18539007547034", "539007547034"),
        ("RF18 5390 0754 7034", "539007547034"),
        ("RF48INV20240001", "INV-2024-0001"),
        ("+++193/0055/79844+++", "1930055798"),
        ("***193/0055/79844***", "1930055798"),
        ("193005579844", "1930055798"),
        ("viite 19300 557984", "1930055798"),
        ("KID 19300557987", "1930055798"),
        ("OCR 193005579821", "1930055798"),
        ("21 00000 00003 13947 14300 09017", "313947143000901"),
        ("00 00000 00471 10019 30055 798", "1930055798"),
        ("SI00 1930055798", "1930055798"),
        ("SI12 1930055798-2025", "1930055798"),
        ("HR00 1930055798-5", "1930055798"),
    ],
)
def test_creditor_references_with_check_digits(text: str, number: str) -> None:
    numbers = [number, "9999999999", "8888888888"]
    assert named(with_check(text), numbers) == {number}
    assert named("", numbers, references=(with_check(text),)) == {number}


def with_check(text: str) -> str:
    """Puts right the check digits that this table leaves to the formulas."""
    from stdnum import iso11649, luhn
    from stdnum.ch import esr

    digits = "".join(filter(str.isdigit, text))
    if text.startswith("RF48"):
        body = text[4:]
        return next(r for n in range(2, 99) if iso11649.is_valid(r := f"RF{n:02}{body}"))
    if text.startswith("KID"):
        return f"KID {digits[:-1]}{luhn.calc_check_digit(digits[:-1])}"
    if text.startswith("OCR"):
        body = f"{digits[:-2]}{len(digits) % 10}"
        return f"OCR {body}{luhn.calc_check_digit(body)}"
    if text.startswith("00 0"):
        body = digits.rjust(26, "0")
        return f"{body}{esr.calc_check_digit(body)}"
    return text


@pytest.mark.parametrize(
    "text",
    ["RF19539007547034", "+++539/0075/47035+++", "53900754703 5"],
)
def test_wrong_check_digits_carry_nothing(text: str) -> None:
    assert References(items("5390075470", "539007547034")).read(receipt(100, text)).mentions == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("paid 20250614", ["20250614"]),
        ("in 2025", ["2025"]),
        ("12 JUN 2025", ["12", "2025"]),
        ("Juni 2025, 14. 06. 2025", ["2025", "14"]),
        ("at 14:30:15", ["14", "30", "1430", "143015"]),
        ("1 234 567,50", ["1234567", "234", "23456750"]),
        ("CHF 12'500.00", ["12500", "500"]),
        ("4711 €", ["4711"]),
        ("19,5 % or 1500%", ["1500", "195", "19"]),
        ("0049 89 4711123", ["4711123", "8947"]),
        ("(089) 4711123", ["4711123"]),
        ("Fax +33 1 42 68 53 00", ["4268", "42685300"]),
        ("DE89 3704 0044 0532 0130 00 thanks", ["3704", "0532", "37040044"]),
        ("from GB29NWBK60161331926819", ["60161331926819", "6016"]),
        ("Kto 4711123 BLZ 37040044", ["4711123", "37040044"]),
        ("USt-IdNr. DE 193005579", ["193005579"]),
        ("D-80331 Munich", ["80331"]),
        ("Hauptstr. 12, 80331 Munich", ["80331", "12"]),
        ("12 rue de la Paix, 75001 Paris", ["75001", "12"]),
        ("KD-NR 4711", ["4711"]),
        ("Customer no. 10023", ["10023"]),
        ("BIC COBADEFF370", ["370"]),
        ("1930055798", ["930055798", "93005579", "193005579"]),
    ],
)
def test_texts_that_name_nothing(text: str, numbers: list[str]) -> None:
    assert References(items(*numbers)).read(receipt(100, text)).mentions == ()


def test_a_day_is_a_number_where_it_is_announced() -> None:
    assert named("invoice 20250614 of 20250615", ["20250614", "20250615"]) == {"20250614"}


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    numbers = [f"19300{n:05}" for n in range(800)]
    assert named("\n".join(f"INV {number} 12.06.2025 EUR 10,00" for number in numbers), numbers) == set(
        numbers
    )


@pytest.mark.parametrize(
    "text",
    [
        "€" + "1." * 10_000, "€ " + "1 " * 10_000, "1930055798" + "." * 10_000 + "!1930055805",
        "1930055798 " + "*" * 10_000 + "!5805", "00" + "11 1 00" * 4_000, "+1" * 10_000, "TEL " * 6_000,
        "RF18" * 4_000, "DE89 3704" * 4_000, "SI00" + "1-" * 10_000, "O0" * 10_000, "\n" * 20_000,
    ],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    named(text, TEN)
    assert time.process_time() - started < 2
