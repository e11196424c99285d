"""PDFs with seeded faults, many in one child of limits; `HANDSCHLAG_MUTATIONS=2000` makes more of them."""

import os
import random

from tests.uploads import files

NUMBER = int(os.environ.get("HANDSCHLAG_MUTATIONS", "100"))
AT_ONCE = 50  # in one child
# What means something to a reader of PDFs, to be put where it does not belong.
WORDS = (b"/Next", b"/Kids", b"/Parent", b"/Length", b"/Type", b"<<", b">>", b"[", b"]", b"(", b")", b"R",
         b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"-1", b"0",
         b"99999999999999999999", b"1 0 R", b"2 0 R", b"null", b"#FC", b"/#00", b"\x00", b"\xff\xfe", b"/Prev",
         b"/ObjStm", b"/XRefStm", b"/Filter/FlateDecode", b"/Encrypt", b"/AcroForm", b"/S/Launch")  # fmt: skip


ACTIONS = {f"/{name}" for name in (
    "GoToR", "GoToE", "GoToDp", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm",
    "ResetForm", "ImportData", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "JavaScript",
    "RichMediaExecute")}  # fmt: skip


def mutated(seed: int) -> bytes:
    """The same for the same seed: one of our samples, changed in one to twelve places."""
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(chance.choice(files.samples()))
    for _ in range(chance.randint(1, 12)):
        _change(data, chance)
    return bytes(data)


def _change(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    end = min(len(data), place + chance.choice((1, 1, 2, 8, 64, 512)))
    match chance.randrange(6):
        case 0:
            data[place] = chance.randrange(256)
        case 1:
            del data[place:end]
        case 2:
            data[place:place] = data[place:end] * chance.choice((1, 2, 40))
        case 3:
            data[place:end] = chance.choice(WORDS)
        case 4:
            data[place:place] = chance.choice(WORDS)
        case _:
            other = chance.randrange(len(data))
            data[place:end] = data[other : other + end - place]
    if not data:
        data += b"%PDF-1.7"


def opened(data: bytes, *, first: int, number: int) -> tuple[dict[str, int], bytes]:
    """In the child: how often each answer came. `fault <seed>` names what raised, or left something that acts."""
    from partnerships.shared.foreign import opening

    answers: dict[str, int] = {}
    for seed in range(first, first + number):
        try:
            code, made = opening.pdf(mutated(seed), untouched=False)
            answer = code or _judged(made, seed)
        except Exception as raised:
            answer = f"fault {seed}: {type(raised).__name__}"
        answers[answer] = answers.get(answer, 0) + 1
    return answers, b""


def _judged(made: bytes, seed: int) -> str:
    """What is kept opens again, and nothing acts in it."""
    left = acting(made)
    return f"fault {seed}: {left}" if left else "kept"


def acting(data: bytes) -> list[str]:
    """Every action but going to a page, and every file that lies in this one."""
    import io

    import pikepdf

    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        waiting, seen = [pdf.trailer], set()
        while waiting:
            here = waiting.pop()
            if here.is_indirect and here.objgen in seen:
                continue
            seen.add(here.objgen)
            if isinstance(here, pikepdf.Array):
                inner = list(here)
            else:
                inner = [here[key] for key in here.keys()]  # noqa: SIM118
                found += _acts(here)
            kinds = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
            waiting += [each for each in inner if isinstance(each, kinds)]
    return found


def _acts(thing) -> list[str]:
    """Source: ISO 32000-2, table 201 (kinds of action)."""
    keys = {str(key) for key in thing.keys()}  # noqa: SIM118
    kind = str(thing.get("/S", ""))
    action = kind in ACTIONS and keys & {"/JS", "/F", "/URI", "/D", "/N", "/Next", "/Fields"}
    return [kind] * bool(action) + sorted(keys & {"/EF", "/EmbeddedFiles", "/OpenAction", "/XFA"})
