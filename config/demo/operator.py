"""Who runs the demo: an invented authority. The numbers 0221 4710xxx belong to nobody; see data/house.toml."""

from pathlib import Path

NAME = "Polizeibehörde Musterstadt"
ADDRESS = ["Am Anger 1", "00000 Musterstadt"]
EMAIL = "handschlag@polizei-musterstadt.example"
PHONE = "+49 221 4710100"
REPRESENTED_BY = "Eike Lohwasserer, Behördenleitung"
DATA_PROTECTION_OFFICER = [
    "Behördlicher Datenschutzbeauftragter der Polizeibehörde Musterstadt",
    "+49 221 4710102",
    "datenschutz@polizei-musterstadt.example",
]
LOGO = str(Path(__file__).parent / "data" / "logo.svg")
