"""What a person can choose in the form, and who will see it. Sources: DOMAIN 2.4, 2.6; GDPR Art. 9 and Art. 5(1)(c)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What somebody wants to say. Which kind of complaint it is in law, the office says later."""

    COMPLAINT = "complaint", _("I want to complain")
    PRAISE = "praise", _("I want to say thank you")
    SUGGESTION = "suggestion", _("I have an idea")


class Way(models.TextChoices):
    """With a name, or without one."""

    ANONYMOUS = "anonymous", _("Without my name")
    FORMAL = "formal", _("With my name and how to reach me")


class Police(models.TextChoices):
    """Who was there, as somebody may know it who knows no authorities."""

    STATE = "state", _("The police in the town or on the road")
    FEDERAL = "federal", _("The Federal Police: at a station, on a train, at an airport or border")
    CITY = "city", _("The public order office of the town")
    ELSEWHERE = "elsewhere", _("Police in another town or country, or somebody else")
    UNKNOWN = "unknown", _("I do not know")


class PassOn(models.TextChoices):
    """Whether another body may get it, where this office is the wrong one."""

    ASK = "ask", _("Ask me first")
    YES = "yes", _("Yes, pass it on and tell me to whom")
    NO = "no", _("No")


class Wanted(models.TextChoices):
    """Whether the person wants that somebody is prosecuted."""

    NO = "no", pgettext_lazy("I want prosecution", "No, or I do not know yet")
    YES = "yes", pgettext_lazy("I want prosecution", "Yes")


class Ground(models.TextChoices):
    """Why somebody thinks that they were treated worse. Built from Art. 3(3) GG, AGG, LADG Berlin, Unia (DOMAIN 2.6)."""

    ORIGIN = "ethnic_origin_or_racism", _("Because of origin, or from racism")
    SKIN_COLOUR = "skin_colour", _("Because of the colour of my skin")
    NATIONALITY = "nationality_or_residence_status", _("Because I am a foreigner")
    LANGUAGE = "language", _("Because of my language")
    ANTISEMITISM = "antisemitism", _("Because I am Jewish")
    ANTI_MUSLIM = "anti_muslim", _("Because I am Muslim")
    ANTI_ROMA = "anti_roma_sinti", _("Because I am Sinti or Roma")
    RELIGION = "religion_or_belief_other", _("Because of another religion or belief")
    GENDER = "sex_or_gender", _("Because I am a woman, or a man")
    GENDER_IDENTITY = "gender_identity", _("Because I am trans, inter or non-binary")
    SEXUAL_ORIENTATION = "sexual_orientation", _("Because of whom I love")
    DISABILITY = "disability", _("Because of a disability or illness")
    AGE = "age", _("Because of my age")
    SOCIAL_STATUS = "social_status_or_homelessness", _("Because I am poor or have no home")
    POLITICAL_VIEW = "political_view", _("Because of a political view")
    APPEARANCE = "appearance_or_clothing", _("Because of how I look or dress")
    OTHER = "other", _("For another reason")


class HowFar(models.IntegerChoices):
    """How far something was so, from 1 to 4; the best first, as it is asked."""

    YES = 4, pgettext_lazy("how far", "Yes")
    RATHER = 3, pgettext_lazy("how far", "Rather yes")
    RATHER_NOT = 2, pgettext_lazy("how far", "Rather not")
    NO = 1, pgettext_lazy("how far", "No")


class Again(models.TextChoices):
    """Would you write again?"""

    YES = "yes", pgettext_lazy("write again", "Yes")
    MAYBE = "maybe", pgettext_lazy("write again", "Perhaps")
    NO = "no", pgettext_lazy("write again", "No")
