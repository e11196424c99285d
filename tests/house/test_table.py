"""The table of addresses is written in one way, and what is proposed for it reads like its rows."""

from tests.house.proposals import propose, unknown
from tests.house.table import TABLE, read, table, written

HEAD = "people: " + " ".join(table().people) + "\n"


def test_every_row_is_written_as_the_script_writes_it() -> None:
    kept = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    rows = kept[1 + len(table().patterns) :]
    assert rows == "\n".join(written(row) for row in table().rows).splitlines()


def test_a_row_goes_on_where_the_next_line_is_indented() -> None:
    text = "a:b  agreement  405 302  ++++++++++++: draft/down\n    queries: 15 dpo@x?y=1\n    not walked: takes: a form"
    (row,) = read(HEAD + text).rows
    assert "queries: 15 dpo@x?y=1" in written(row)
    assert (row.address, row.kind, row.done, row.most) == ("a:b", "agreement", ("405", "302"), 15)
    assert (row.queries[0].who, row.queries[0].sample, row.queries[0].query) == ("dpo", "x", "y=1")
    assert row.samples == {"++++++++++++": ["draft/down"]} and row.not_walked == "takes: a form"


def test_a_pattern_that_nobody_knows_is_refused() -> None:
    known = read(HEAD + "a:b  -  200 200  kepers: -")
    try:
        list(known.doors())
    except AssertionError as error:
        assert "kepers" in str(error)
    else:
        raise AssertionError("kepers was taken for a pattern")


def test_a_proposal_says_what_the_table_says(scene) -> None:
    for name in ("directory:edit_partnership", "directory:move_contact_point"):
        (known,) = (row for row in table().rows if row.address == name)
        samples = [sample for group in known.samples.values() for sample in group]
        (row,) = propose(scene, table(), name, samples)
        assert (row.kind, row.done, row.samples) == (known.kind, known.done, known.samples)
        assert row.axe == known.axe and row.not_walked == known.not_walked


def test_only_what_has_no_row_is_proposed() -> None:
    assert unknown(table()) == []
    without = read(
        "\n".join(line for line in TABLE.read_text().splitlines() if "letters:retry" not in line)
    )
    assert unknown(without) == ["letters:retry"]
