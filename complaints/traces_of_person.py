"""Words in a text from which a unit could tell who complained."""

import re
from collections.abc import Mapping

from partnerships.shared.sorting import sort_key

WORD = re.compile(r"[^\W\d_]+")
SHORTEST_NAME = 3  # letters
SHORTEST_NUMBER = 6  # digits


def find_traces(text: str, identity: Mapping[str, object], number: str) -> list[str]:
    """Parts of the name, e-mail address, telephone and number of the complaint that stand in `text`, as they were typed there.

    `identity`: facts under `name`, `email`, `phone`, none for a complaint without name. `number`: nine digits. What describes
    the person without naming them is not found. Umlauts and accents may be spelt either way; a name may carry its genitive.
    """
    names = {sort_key(each) for each in WORD.findall(str(identity.get("name", "")))}
    names |= {f"{each}s" for each in names}  # of somebody
    found = [
        word
        for word in WORD.findall(text)
        if len(word) >= SHORTEST_NAME and sort_key(word) in names
    ]
    email = str(identity.get("email", ""))
    if email and email.casefold() in text.casefold():
        found.append(email)
    found += _find_digits(text, str(identity.get("phone", ""))) + _find_digits(text, number)
    return list(dict.fromkeys(found))


def _find_digits(text: str, number: str) -> list[str]:
    """With or without blanks, strokes and a leading country code or zero."""
    digits = re.sub(r"\D", "", number)
    digits = re.sub(r"^(00?49|49|0)", "", digits) if len(digits) != 9 else digits
    if len(digits) < SHORTEST_NUMBER:
        return []
    between = r"[\s/().-]*"
    return [match.group().strip() for match in re.finditer(between.join(digits), text)]
