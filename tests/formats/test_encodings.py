"""Encodings are proven by the letters, or the file is refused."""

import pytest

from duebook.formats.encodings import encoding_of
from duebook.formats.reading import Unreadable


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "plain"),
        ("utf-8", "Müller, Łódź, Sørensen"),
        ("utf-8-sig", "Müller"),
        ("utf-16", "Müller"),
        ("utf-16-le", "customer,Müller"),
        ("utf-16-be", "customer,Müller"),
        ("cp1252", "Müller Straße"),
        ("cp1252", "Genève élève à façade"),
        ("cp1252", "Sørensen Ærø Århus"),
        ("cp1252", "Société Générale, Hôtel"),
        ("cp1252", "Müller € 12 – Ltd’s"),
        ("cp1250", "Łódź Paweł Wąsik święty"),
        ("cp1250", "Paweł"),
        ("cp1250", "Dvořák Přemysl Černý Jiří"),
        ("cp1250", "Kovač Šime Žižek"),
        ("iso8859-2", "Łódź Wąsik święty"),
    ],
)
def test_recognised(encoding, text):
    found = encoding_of(text.encode(encoding))
    assert text.encode(encoding).decode(found) == text


@pytest.mark.parametrize("text", ["Genève", "Muñoz"])
def test_two_readings_are_refused_with_both_shown(text):
    with pytest.raises(Unreadable) as refused:
        encoding_of(text.encode("cp1252"))
    assert text in str(refused.value)
    assert "cp1250" in str(refused.value)


def test_bytes_that_are_no_text():
    with pytest.raises(Unreadable) as refused:
        encoding_of(b"one\ntwo\0\x01\n")
    assert refused.value.place == "line 2"
