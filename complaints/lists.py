"""By what officers sort a complaint. Sources: DOMAIN 2.6 (the eight causes are those of the NRW report; subjects are a proposal; signs
after the guides of ODIHR and Facing Facts).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sort(models.TextChoices):
    """Which kind of complaint it is in law."""

    CONDUCT = "conduct", _("complaint about conduct")
    MEASURE = "measure", _("complaint about a measure")
    BOTH = "both", _("complaint about conduct and a measure")
    STRUCTURAL = "structural", _("structural concern")


class Cause(models.TextChoices):
    """What is criticised: four causes of measures, four of conduct; several of each."""

    LEGALITY = "measure.legality", pgettext_lazy("a cause", "lawfulness")
    EXPEDIENCY = "measure.expediency", pgettext_lazy("a cause", "expediency")
    PROPORTIONALITY = "measure.proportionality", pgettext_lazy("a cause", "proportionality")
    INACTION = "measure.inaction", pgettext_lazy("a cause", "inaction")
    COMMUNICATION = "conduct.communication", pgettext_lazy("a cause", "communication")
    BEHAVIOUR = "conduct.behaviour", pgettext_lazy("a cause", "behaviour")
    APPEARANCE = "conduct.appearance", pgettext_lazy("a cause", "outward appearance")
    OFF_DUTY = "conduct.off_duty", pgettext_lazy("a cause", "conduct off duty")


OF_SORT = {
    Sort.CONDUCT: tuple(each for each in Cause if each.startswith("conduct.")),
    Sort.MEASURE: tuple(each for each in Cause if each.startswith("measure.")),
    Sort.BOTH: tuple(Cause),
    Sort.STRUCTURAL: tuple(Cause),
}


class Subject(models.TextChoices):
    """What it is about; several."""

    FORCE = "use_of_force", pgettext_lazy("a subject", "use of force")
    DISCRIMINATION = (
        "discrimination_or_profiling",
        pgettext_lazy("a subject", "discrimination, profiling"),
    )
    CHECK = "identity_check_or_stop", pgettext_lazy("a subject", "identity check, stop")
    SEARCH = "search_of_person_or_home", pgettext_lazy("a subject", "search of a person or home")
    CUSTODY = "custody_or_detention", pgettext_lazy("a subject", "custody")
    REFUSAL = "refusal_to_take_report", pgettext_lazy("a subject", "report not taken")
    VICTIM = "victim_treatment", pgettext_lazy("a subject", "treatment of victims")
    LANGUAGE = "language_or_interpreting", pgettext_lazy("a subject", "language, interpreting")
    CHILD = "child_or_youth", pgettext_lazy("a subject", "children and young people")
    ASSEMBLY = "assembly_or_event", pgettext_lazy("a subject", "assembly, event")
    TRAFFIC = "traffic", pgettext_lazy("a subject", "traffic")
    ACCESS = "waiting_time_or_accessibility", pgettext_lazy("a subject", "waiting, accessibility")
    PROPERTY = "property_damage_or_seizure", pgettext_lazy("a subject", "damage, seizure")
    DATA = "data_protection", pgettext_lazy("a subject", "data protection")
    ONLINE = "online_or_social_media", pgettext_lazy("a subject", "internet, social media")
    EXTREMISM = (
        "right_wing_extremism_in_service",
        pgettext_lazy("a subject", "right-wing extremism in the service"),
    )
    SEXUAL = "sexual_misconduct", pgettext_lazy("a subject", "sexual misconduct")
    RETALIATION = (
        "retaliation_after_complaint",
        pgettext_lazy("a subject", "retaliation after a complaint"),
    )
    OTHER = "other", pgettext_lazy("a subject", "something else")


class Sign(models.TextChoices):
    """What may point to a bias; a reason to look closer, no proof."""

    PERCEPTION = "perception", _("the person or a witness thinks that bias was the reason")
    WORDS = "words", _("words, insults, writing or gestures that show bias")
    SYMBOLS = "symbols", _("drawings, symbols or objects")
    DIFFERENCE = "difference", _("those involved differ in a protected trait")
    VISIBLE = "visible_identity", _("clothing, signs or language showed belonging")
    ASSOCIATION = "association", _("company with or support of a group")
    PLACE = "place", _("a place linked to a group")
    TIME = "time", _("a date with meaning for the group or for haters")
    PATTERN = "pattern", _("similar events in the area or to the group")
    ORGANISED = "organised_group", _("an organised hate group")
    NO_OTHER = "no_other_motive", _("no other motive to be seen")
    SEVERITY = "severity", _("unusual cruelty or humiliation")
    SELECTION = "selection", _("only some were picked out although many did the same")
    UNEQUAL = "unequal_treatment", _("treated otherwise than comparable people, without a reason")
