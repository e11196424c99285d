"""The 24 formats. Source: DOMAIN section 4; rhythms as the sources say them."""

from typing import Any

from django.db import migrations

ROWS: tuple[tuple[Any, ...], ...] = (
    # code, name, name_en, rhythm, rhythm_en, per_year, minutes, most, relation_first, meal, public, case_data
    ("allies_5y", "Allies, fünfmal im Jahr", "Allies, five a year", "etwa alle 10 Wochen", "about every 10 weeks", 5, None, 12, 2, True, False, "never"),
    ("allies_6w", "Allies, alle sechs Wochen", "Allies, every six weeks", "alle 6 Wochen", "every 6 weeks", "8.7", None, 12, 2, True, False, "never"),
    ("pact", "PACT", "PACT", "monatlich", "monthly", 12, None, None, 0, False, True, "never"),
    ("security_group", "Sicherheitsgruppe", "Security group", "monatlich", "monthly", 12, None, None, 0, False, False, "never"),
    ("steering", "Lenkungsausschuss", "Steering committee", "zweimal im Jahr", "twice a year", 2, None, 8, 0, False, False, "never"),
    ("expert_group", "Facharbeitsgruppe", "Expert working group", "etwa alle 4 Monate", "about every 4 months", 3, None, None, 0, False, False, "never"),
    ("management_network", "Managementnetzwerk", "Management network", "einmal im Jahr", "once a year", 1, None, None, 0, False, False, "never"),
    ("quarterly_remote", "Projektgespräch im Quartal", "Quarterly project call", "vierteljährlich", "quarterly", 4, None, None, 0, False, False, "never"),
    ("symposium", "Jahrestagung", "Annual symposium", "einmal im Jahr", "once a year", 1, None, 150, 0, False, False, "never"),
    ("coffee", "Coffee with a Cop", "Coffee with a Cop", "", "", None, 120, None, 0, False, True, "never"),
    ("tandem", "TANDEM", "TANDEM", "7 Treffen", "7 seminars", 7, 240, None, 0, False, False, "never"),
    ("second_wave", "Second Wave", "Second Wave", "ein Jahr lang monatlich", "monthly for one year", 12, None, 30, 0, False, False, "never"),
    ("mentoring", "Patenschaft mit einer Schulklasse", "School mentoring", "3 Treffen im Schuljahr und ein Abschlusstag", "3 sessions a school year and a closing day", 4, None, None, 0, False, False, "never"),
    ("street_briefing", "Dienstbesprechung auf der Straße", "Street briefing", "zweimal am Tag", "twice a day", None, 15, None, 0, False, True, "never"),
    ("matrix", "Gemeinsame Sicherheitsmatrix", "Integrated security matrix", "Beginn und zwei Nachtreffen", "start and two follow-ups", 3, None, None, 0, False, False, "never"),
    ("handover_day", "Übergabetag", "Handover briefing day", "einmal je Übergabe", "once per handover", None, None, 2, 0, False, False, "never"),
    ("ag_dialog", "Arbeitsgruppe Dialog", "Dialogue working group", "", "", None, None, None, 0, False, False, "never"),
    ("look_police", "Blick in die Polizei", "Looking into the police", "", "", None, None, None, 0, False, False, "never"),
    ("look_organisation", "Blick in die Organisation", "Looking into the organisation", "", "", None, None, None, 0, False, False, "never"),
    ("forum", "Forum", "Forum", "", "", None, None, None, 0, False, False, "never"),
    ("simulation", "Planspiel", "Simulation exercise", "", "", None, None, None, 0, False, False, "never"),
    ("know_rights", "Kenne deine Rechte", "Know your rights", "", "", None, None, None, 0, False, True, "never"),
    ("nw_meeting", "Nachbarschaftswache: Auftakt", "Neighbourhood Watch: start", "", "", None, None, None, 0, False, True, "never"),
    ("case_conference", "Fallkonferenz", "Case conference", "nach Bedarf", "as needed", None, None, None, 0, False, False, "authorities"),
)  # fmt: skip
ASK_FEEDBACK = {"symposium", "coffee", "second_wave", "look_police", "look_organisation"}
BALANCED = {"tandem", "second_wave"}  # both sides are to be about as many
NAMES = (
    "code", "name", "name_en", "rhythm", "rhythm_en", "per_year", "minutes", "most_people", "relation_first",
    "has_meal", "is_public", "case_data",
)  # fmt: skip


def load(apps: Any, schema_editor: Any) -> None:
    """In the order of the source."""
    formats = apps.get_model("meetings", "MeetingFormat").objects
    for position, row in enumerate(ROWS):
        values = dict(zip(NAMES, row, strict=True))
        values |= {"asks_feedback": row[0] in ASK_FEEDBACK, "balanced": row[0] in BALANCED}
        formats.create(position=position, **values)


class Migration(migrations.Migration):
    """Rows only."""

    dependencies = [("meetings", "0001_tables")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
