"""The fixed lists of analyses: kinds of authorities, secrecy, regimes, categories, codes. Source: DOMAIN 5.4 and 5.5, seed 002 (3.6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AuthorityKind(models.TextChoices):
    """What an authority is for the law. The first thirteen: handbook of SiKo Ruhr (2021-12); the others: DOMAIN 5.4."""

    STATE_POLICE = "state_police", _("state police")
    FEDERAL_POLICE = "federal_police", _("federal police")
    CUSTOMS = "customs", _("customs")
    TAX = "tax", _("tax authority")
    JOB_CENTRE = "job_centre", _("job centre or employment agency")
    YOUTH_WELFARE = "youth_welfare", _("youth welfare office")
    EDUCATION = "education", _("education authority")
    FOREIGNERS = "foreigners", _("foreigners authority")
    TRADE = "trade", _("trade office")
    MUNICIPAL_ACCOUNTING = "municipal_accounting", _("municipal accounting")
    TRAFFIC = "traffic", _("traffic office")
    REGULATORY = "regulatory", _("regulatory agency")
    REGISTRATION = "registration", _("registration office")
    PROSECUTION = "prosecution", _("public prosecutor or court")
    SOCIAL = "social", _("other social security body")
    CIVIL_REGISTRY = "civil_registry", _("civil registry or notary")
    VEHICLE_REGISTER = "vehicle_register", _("vehicle register")
    LAND_REGISTER = "land_register", _("land registry")
    COMPANY_REGISTER = "company_register", _("company or transparency register")
    AML_SUPERVISION = "aml_supervision", _("supervision against money laundering")
    FIU = "fiu", _("financial intelligence unit")
    PRISON = "prison", _("prison")
    CRIMINAL_REGISTER = "criminal_register", _("central criminal register")
    COORDINATION = "coordination", _("coordination office for analyses")
    OTHER = "other", pgettext_lazy("an authority", "other public body")


class Beyond(models.TextChoices):
    """Who is no authority here, and stands in the catalogue all the same, so that it says why nothing goes there. Source: DOMAIN 5.4."""

    PRIVATE = "private", _("private person or company")
    ABROAD = "abroad", _("authority in another state, EU or not")
    OPEN_SOURCE = "open_source", _("open source")


PARTIES = [*AuthorityKind.choices, *Beyond.choices]


class Task(models.TextChoices):
    """For which task data are needed. Source: purposes that the provisions of DOMAIN 5.4 name."""

    HAZARD = "hazard", _("prevent dangers")
    CRIME = "crime", _("prosecute crimes")
    OFFENCE = "offence", _("prosecute regulatory offences")
    TAX = "tax", _("assess and collect taxes")
    LAUNDERING = "laundering", _("act against money laundering and terrorist finance")
    WORK = "work", _("act against illegal work and benefit fraud")
    SOCIAL = "social", _("grant social benefits and check them")
    RESIDENCE = "residence", _("decide by residence law")
    TRADE = "trade", _("supervise trades")
    CHILD = "child", _("protect children and young people")
    REGISTER = "register", _("keep a register")
    ANALYSIS = "analysis", _("analyse in an approved case")
    OTHER = "other", pgettext_lazy("a task", "another task")


class MayBegin(models.TextChoices):
    """On whose initiative the provision lets something be given."""

    EITHER = "either", _("on request or own initiative")
    REQUEST = "request", _("only on request")
    OWN = "own", _("only on its own initiative")
    REGULAR = "regular", _("regularly, by law")


class Initiative(models.TextChoices):
    """Who began."""

    REQUEST = "request", _("on request")
    OWN = "own", _("on its own initiative")


class Secrecy(models.TextChoices):
    """A special secrecy, which no handling code replaces."""

    NONE = "none", pgettext_lazy("a secrecy", "none")
    TAX = "tax", _("tax secrecy (AO § 30)")
    SOCIAL = "social", _("social secrecy (SGB X § 78)")
    YOUTH = "youth", _("youth welfare (SGB VIII §§ 64, 65)")
    MEDICAL = "medical", _("medical secrecy")
    TELECOM = "telecom", _("secrecy of telecommunication")
    CRIMINAL_FILE = "criminal_file", _("criminal file: released by the prosecutor")


class Regime(models.TextChoices):
    """Which law rules a contribution: it decides the term of the log, review, information and access."""

    GDPR = "gdpr", _("GDPR")
    DSG_NRW_3 = "dsg_nrw_3", _("DSG NRW part 3")
    BDSG_3 = "bdsg_3", _("BDSG part 3")
    AO = "ao", _("tax code (AO) with GDPR")


class Category(models.TextChoices):
    """Whom a record is about. Source: Directive (EU) 2016/680 Art. 6."""

    SUSPECT = "suspect", _("suspect")
    CONVICTED = "convicted", _("convicted person")
    VICTIM = "victim_or_presumed", _("victim or presumed victim")
    WITNESS = "witness", _("witness")
    INFORMANT = "informant", _("informant")
    CONTACT = "contact_or_associate", _("contact or companion")
    OTHER_PARTY = "other_party", _("other person concerned")
    UNDETERMINED = "undetermined", _("not determined yet")
    NO_PERSON = "no_person", _("no natural person")


class Source(models.TextChoices):
    """How reliable the source is. Source: Regulation (EU) 2016/794 Art. 29."""

    A = "A", _("A: no doubt, or always reliable")
    B = "B", _("B: mostly reliable")
    C = "C", _("C: mostly unreliable")
    X = "X", _("X: cannot be assessed")


class Information(models.TextChoices):
    """How certain the information is. Source: as above."""

    ONE = "1", _("1: accuracy beyond doubt")
    TWO = "2", _("2: known to the source itself")
    THREE = "3", _("3: backed by other information")
    FOUR = "4", _("4: neither known nor backed")


class Handling(models.TextChoices):
    """What recipients may do, the strictest last. Source: handling codes of Europol, DOMAIN 5.5."""

    H0 = "H0", _("H0: to prevent and fight crime only")
    H1 = "H1", _("H1: not in court without consent")
    H2 = "H2", _("H2: not passed on without consent")
    H3 = "H3", _("H3: other limits")


class Schema(models.TextChoices):
    """What a record is about. Names of properties: `PROPERTIES`."""

    PERSON = "Person", _("person")
    COMPANY = "Company", _("company")
    VEHICLE = "Vehicle", _("vehicle")
    ADDRESS = "Address", pgettext_lazy("a record", "address")
    PHONE = "Phone", _("telephone")
    ACCOUNT = "BankAccount", _("bank account")
    EVENT = "Event", pgettext_lazy("a record", "event")
    DOCUMENT = "Document", pgettext_lazy("a record", "document")
