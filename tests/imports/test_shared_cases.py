"""Words that once came in garbled, as bytes that a program wrote."""

import pytest
from django.utils.translation import override

from partnerships.shared.tables_in import read

CASES = {
    "mac": (b"Name;Ort;E-Mail\rB\x9frgerverein M\x9flheim;M\x9flheim;a@b.example\rK\x9alner Stra\xa7e;K\x9aln;\r", "Kölner Straße"),
    "dos": (b"Name;Ort\r\nF\x94rderkreis K\x94ln;K\x94ln\r\nGro\xe1e Bruecke;K\x94ln\r\n", "Große Bruecke"),
    "turkish": (b"Name;Ort\r\nDortmund I\xfe\xfdk Derne\xf0i;Dortmund\r\n\xdeehir K\xfclt\xfcr;K\xf6ln\r\n", "Şehir Kültür"),
    "polish": (b"Name;Ort\r\nTowarzystwo \xa3\xf3d\x9f;Bochum\r\nP\xf8\xe1tel\xe9;K\xf6ln\r\n", "Přátelé"),
    "two bytes without a mark": ("Name;Ort\r\nKölner Straße;Köln\r\nKölner Straße;Köln\r\n".encode("utf-16-le"), "Kölner Straße"),
    "composed": (b"Name;Ort\nX;Y\nBu\xcc\x88rgerverein;Ko\xcc\x88ln\n", "Bürgerverein"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_read_right_and_asked_where_there_is_doubt(case) -> None:
    data, name = CASES[case]
    with override("de"):
        found = read(data)
    assert found.rows[2].cells[0] == name
    assert bool(found.doubtful) is (case in ("turkish", "polish"))
