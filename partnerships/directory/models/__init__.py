"""The tables of the directory, a file a subject."""

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.bodies import Body, BodyKind, Seat
from partnerships.directory.models.goals import Goal, GoalKind
from partnerships.directory.models.grants import Grant, Invitation, Role
from partnerships.directory.models.organisations import (
    Kind,
    Organisation,
    OrganisationName,
    Representation,
    RepresentationRole,
)
from partnerships.directory.models.partnerships import Entry, Partner, Partnership, Side, Standing
from partnerships.directory.models.people import Person
from partnerships.directory.models.projects import Project, ProjectFigure, ProjectState, Qualifier

__all__ = [
    "Account",
    "Body",
    "BodyKind",
    "Entry",
    "Goal",
    "GoalKind",
    "Grant",
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
    "Side",
    "Standing",
]
