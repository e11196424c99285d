"""What the terminal shows when everything runs."""

PASSWORD = "handschlag-demo"
DOMAIN = "demo.handschlag.example"
ACCOUNTS = {
    "liaison": "police liaison staff",
    "chair": "police co-chair",
    "partner": "representative of a partner organisation",
    "outsider": "representative in another partnership",
    "city": "signs for a city: an agreement waits for it",
    "university": "signs for a university, the same agreement",
    "council": "signs for a council of religions, where two have to",
    "complaints": "complaints officer",
    "approver": "second, uninvolved person",
    "unit": "head of a police station, which a complaint concerns",
    "analyst": "analyst of the coordination office",
    "customs": "officer of a participating authority",
    "police": "officer of another one, who leads an analysis",
    "federal": "officer of a third one",
    "tax": "analyst of a tax authority",
    "legal": "legal service, which checks requests for analyses",
    "dpo": "data protection officer",
    "admin": "administrator",
}


def welcome(seconds: float, port: int, demo: bool) -> str:
    """READY, the address and, in the demo, who can sign in."""
    lines = [f"READY after {seconds:.1f} seconds", "", f"    http://localhost:{port}", ""]
    if demo:
        lines += [f"Sign in with the password {PASSWORD} as", *_accounts(), ""]
    return "\n".join([*lines, "Ctrl-C stops everything."])


def _accounts() -> list[str]:
    return [f"    {f'{name}@{DOMAIN}':<40} {what}" for name, what in ACCOUNTS.items()]
