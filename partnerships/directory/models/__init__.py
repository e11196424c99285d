"""The tables of the directory, a file a subject."""

from partnerships.directory.models.account_changes import AccountChange, AccountChangeKind
from partnerships.directory.models.accounts import Account
from partnerships.directory.models.appointments import Appointment, Second
from partnerships.directory.models.bodies import Body, BodyKind, Seat
from partnerships.directory.models.commitments import Answer, Commitment
from partnerships.directory.models.contact_points import ContactPoint
from partnerships.directory.models.contacts import Contact, ContactKind
from partnerships.directory.models.corrections import Correction
from partnerships.directory.models.goals import Goal, GoalKind
from partnerships.directory.models.grants import Grant, GrantState, Role
from partnerships.directory.models.imports import ImportRun, ImportState
from partnerships.directory.models.invitations import Invitation
from partnerships.directory.models.organisations import Kind, Organisation, OrganisationName
from partnerships.directory.models.partnerships import (
    Entry,
    Partner,
    Partnership,
    Side,
    Standing,
    StandingChange,
)
from partnerships.directory.models.people import Person, ShownTo
from partnerships.directory.models.projects import Project, ProjectFigure, ProjectState, Qualifier
from partnerships.directory.models.representations import Representation, RepresentationRole
from partnerships.directory.models.successions import Succession, SuccessionKind

__all__ = [
    "Account",
    "AccountChange",
    "AccountChangeKind",
    "Answer",
    "Appointment",
    "Body",
    "BodyKind",
    "Commitment",
    "Contact",
    "ContactKind",
    "ContactPoint",
    "Correction",
    "Entry",
    "Goal",
    "GoalKind",
    "Grant",
    "GrantState",
    "ImportRun",
    "ImportState",
    "Invitation",
    "Kind",
    "Organisation",
    "OrganisationName",
    "Partner",
    "Partnership",
    "Person",
    "Project",
    "ProjectFigure",
    "ProjectState",
    "Qualifier",
    "Representation",
    "RepresentationRole",
    "Role",
    "Seat",
    "Second",
    "ShownTo",
    "Side",
    "Standing",
    "StandingChange",
    "Succession",
    "SuccessionKind",
]
