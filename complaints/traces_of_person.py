"""Words in a text from which a unit could tell who complained."""

import re
from collections.abc import Mapping

SHORTEST_NAME = 3  # letters
SHORTEST_NUMBER = 6  # digits


def find_traces(text: str, identity: Mapping[str, object], number: str) -> list[str]:
    """Parts of the name, e-mail address, telephone and number of the complaint that stand in `text`, as they were typed there.

    `identity`: facts under `name`, `email`, `phone`, none for a complaint without name. `number`: nine digits. What describes
    the person without naming them is not found.
    """
    words = re.findall(r"[^\W\d_]+", text)
    names = {each.casefold() for each in re.findall(r"[^\W\d_]+", str(identity.get("name", "")))}
    found = [word for word in words if len(word) >= SHORTEST_NAME and word.casefold() in names]
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
