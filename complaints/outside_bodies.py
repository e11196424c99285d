"""Bodies outside the police, as a new installation begins with them; administrators keep the table.

Source: DOMAIN 2.4, read on 2026-11-26: PolBeaufG NRW (in force since 23 April 2025), PolBeauftrG, StGB § 77b, Art. 17 GG with
Art. 41a of the constitution of North Rhine-Westphalia, AGG, DSG NRW; reporting points of NRW since 17 March 2025.
"""

from typing import NamedTuple

from django.utils.translation import gettext_noop as _


class Texts(NamedTuple):
    """German, and the English that catalogues know."""

    german: str
    english: str


class Body(NamedTuple):
    """A row of the table."""

    name: str
    for_whom: Texts
    identity: Texts
    time_limit: Texts | None
    languages: str
    contact: str
    url: str


WITH_NAME = Texts("Mit Namen und Anschrift.", _("With name and address."))
NO_NAME_NEEDED = Texts("Auch ohne Namen.", _("Also without a name."))

BODIES = (
    Body(
        "Polizeibeauftragter des Landes Nordrhein-Westfalen beim Landtag",
        Texts(
            "Beschwerden über die Polizei in Nordrhein-Westfalen.",
            _("Complaints about the police of North Rhine-Westphalia."),
        ),
        WITH_NAME,
        Texts(
            "Möglichst bald: nach zwei Monaten kann die Stelle ablehnen.",
            _("Soon: after two months the office may decline."),
        ),
        "Deutsch",
        "Platz des Landtags 1, 40221 Düsseldorf",
        "https://www.landtag.nrw.de/",
    ),
    Body(
        "Polizeibeauftragter des Bundes beim Deutschen Bundestag",
        Texts(
            "Beschwerden über die Bundespolizei, zum Beispiel am Bahnhof oder Flughafen.",
            _("Complaints about the Federal Police, for example at a station or airport."),
        ),
        Texts(
            "Mit Namen; auf Wunsch wird er vertraulich behandelt.",
            _("With a name; it is kept confidential if you wish."),
        ),
        Texts(
            "Sechs Monate, nachdem Sie davon erfahren haben.",
            _("Six months after you learned of it."),
        ),
        "Deutsch",
        "Platz der Republik 1, 11011 Berlin",
        "https://www.bundestag.de/",
    ),
    Body(
        "Staatsanwaltschaft",
        Texts(
            "Wenn Sie meinen, dass eine Straftat begangen wurde.",
            _("If you think that a crime was committed."),
        ),
        NO_NAME_NEEDED,
        Texts(
            "Manche Taten nur auf Antrag: drei Monate, nachdem Sie von Tat und Täter wissen.",
            _(
                "Some crimes only on request: three months after you know of the crime and of who did it."
            ),
        ),
        "Deutsch",
        "",
        "https://www.justiz.nrw/",
    ),
    Body(
        "Petitionsausschuss des Landtags Nordrhein-Westfalen",
        Texts(
            "Wenn Sie meinen, dass eine Behörde des Landes falsch gehandelt hat.",
            _("If you think that a public body of the state did wrong."),
        ),
        Texts(
            "Mit Namen; schriftlich oder über das Formular dort.",
            _("With a name; in writing or by the form there."),
        ),
        None,
        "Deutsch",
        "Platz des Landtags 1, 40221 Düsseldorf",
        "https://www.landtag.nrw.de/",
    ),
    Body(
        "Antidiskriminierungsstelle des Bundes",
        Texts(
            "Rat, wenn Sie benachteiligt wurden.",
            _("Advice, if you were treated worse than others."),
        ),
        NO_NAME_NEEDED,
        None,
        "Deutsch, English, العربية, Türkçe, Русский",
        "Glinkastraße 24, 10117 Berlin",
        "https://www.antidiskriminierungsstelle.de/",
    ),
    Body(
        "Meldestellen Nordrhein-Westfalen: DINA, MEDAR, MIQ, MIRa, RIAS",
        Texts(
            "Aufschreiben, was geschehen ist, auch unterhalb einer Straftat: Rassismus, Antisemitismus, Feindlichkeit gegen queere Menschen.",
            _(
                "Writing down what happened, also below a crime: racism, antisemitism, hostility against queer people."
            ),
        ),
        NO_NAME_NEEDED,
        None,
        "",
        "",
        "https://www.meldestellen-nrw.de/",
    ),
    Body(
        "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
        Texts(
            "Wenn Sie meinen, dass mit Ihren Daten falsch umgegangen wurde.",
            _("If you think that your data were handled wrongly."),
        ),
        Texts("Mit Namen.", _("With a name.")),
        None,
        "Deutsch",
        "Postfach 20 04 44, 40102 Düsseldorf",
        "https://www.ldi.nrw.de/",
    ),
)
