"""Texts as people type and paste them, and as nobody should: made from a seed, so that a failure comes again."""

from collections.abc import Callable, Iterator
from random import Random

WORDS = [
    "Die",
    "Bürger*innen",
    "benennen",
    "Vertreter*innen",
    "der",
    "Polizei",
    "in",
    "Dortmund",
    "und",
    "der",
    "Vereine",
    "bis",
    "zum",
    "4.",
    "Juni",
    "2026",
    "über",
    "Maßnahmen",
    "§",
    "12",
    "Abs.",
    "3",
    "Satz",
    "2",
    "5*3",
    "4*2",
    "a_b_c",
    "C:\\_daten",
    "&copy;",
    "&#8238;",
    "____",
    "***",
    "**",
    "*",
    "_x_",
    "`y`",
    "~~z~~",
    "<b>",
    "</div>",
    ">",
    "#",
    "[Text](https://example.org)",
    "https://portal.example.org/freigabe?token=abc",
    "{{",
    "}}",
    "{term}",
    "|",
    "||",
    "|x",
    "x|",
    "%s",
    "%(a)s",
    "{0}",
    "„Zitat“",
    "»Zitat«",
    "(siehe)",
    "-1",
    "–",
    "—",
    "10–12",
    "50€",
    "3,5",
    "%",
    "1.000.000",
    "e.V.",
    "z.B.",
    "Straße",
    "ŁÓDŹ",
    "Đorđević",
    "Ğüneş",
    "İstanbul",
    "ñandú",
]
FOREIGN = [
    "المجلس",
    "الإسلامي",
    "في",
    "المدينة",
    "(١٢)",
    "فارسی",
    "کوردی",
    "שלום",
    "עולם",
    "Привет,",
    "мир",
    "Ελληνικά",
    "თბილისი",
    "Հայերեն",
    "ትግርኛ",
    "தமிழ்",
    "हिन्दी",
]
MARKS = [
    "- ",
    "– ",
    "• ",
    "1. ",
    "2. ",
    "4. ",
    "17. ",
    "7) ",
    "9) ",
    "(1) ",
    "(2) ",
    "a) ",
    "b) ",
    "§ 1 ",
    "§ 12a ",
]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsversammlungsbeschluss"
FIELDS = ["{{term}}", "{{notice}}", "{{effective}}", "{{end}}"]


def texts(number: int, seed: int) -> Iterator[str]:
    """So many texts of one to eight blocks."""
    chance = Random(seed)  # noqa: S311
    for _each in range(number):
        between = [
            chance.choice(["\n", "\n\n", "\n\n\n"]) for _block in range(chance.randint(1, 5))
        ]
        yield "".join(_block(chance) + gap for gap in between).strip("\n")


def _block(chance: Random) -> str:
    kinds: list[Callable[[Random], str]] = [
        _line,
        _line,
        _items,
        _items,
        _table,
        _broken_table,
        _long,
        _odd,
    ]
    return chance.choice(kinds)(chance)


def _line(chance: Random) -> str:
    words = [_word(chance) for _each in range(chance.randint(1, 14))]
    return chance.choice(["", "", "  ", "\t"]) + _gap(chance).join(words)


def _gap(chance: Random) -> str:
    return chance.choice([" ", " ", " ", "  ", "\u00a0"])


def _word(chance: Random) -> str:
    word = chance.choice(WORDS if chance.random() < 0.85 else FOREIGN)
    dice = chance.random()
    if dice < 0.08:
        return f"**{word} {chance.choice(WORDS)}**"
    if dice < 0.16:
        return f"*{word}*{chance.choice(['', '.', ',', 'e', ')'])}"
    return chance.choice(FIELDS) if dice < 0.19 else word


def _items(chance: Random) -> str:
    lines = [
        chance.choice(["", "", "   "]) + chance.choice(MARKS) + _line(chance)
        for _each in range(chance.randint(1, 5))
    ]
    return "\n".join(lines)


def _table(chance: Random) -> str:
    columns, rows = chance.randint(1, 6), chance.randint(0, 4)
    return "\n".join(
        [
            _row(chance, columns),
            "|" + "---|" * columns,
            *(_row(chance, columns) for _row_ in range(rows)),
        ]
    )


def _row(chance: Random, columns: int) -> str:
    cells = [
        " ".join(chance.choice(WORDS).replace("|", "") for _word_ in range(chance.randint(0, 4)))
        for _cell in range(columns)
    ]
    return "| " + " | ".join(cells) + " |"


def _broken_table(chance: Random) -> str:
    """Sometimes refused, sometimes a table by chance, sometimes plain lines."""
    if chance.random() < 0.5:
        return _line(chance)
    lines = _table(chance).split("\n")
    lines[chance.randrange(len(lines))] += chance.choice(["", " x |", " x", "|"])
    return "\n".join(lines)


def _long(chance: Random) -> str:
    return chance.choice(
        [
            LONG * 4,
            "https://example.org/" + "a8F3kL9" * 40,
            "DE" + "0123456789" * 20,
            "_" * 120,
            "." * 200,
        ]
    )


def _odd(chance: Random) -> str:
    alphabet = "*_`|-–•#>[](){}\\&;~<:/.,!?\"'„“ ab1ä9§\t" + "س" + "ש"
    return "".join(chance.choice(alphabet) for _each in range(chance.randint(1, 60)))
