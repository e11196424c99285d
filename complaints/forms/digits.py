"""Numbers and codes, in the digits of every script."""


def read_digits(typed: str) -> str:
    """The decimal digits of whatever script, as ASCII; everything else is left out."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())
