"""What happens to an agreement in force: renewed, ended, joined, left, amended, evaluated; and what the clock does."""

from partnerships.agreements.actions.life.accessions import (
    accede,
    decide_accession,
    record_accession,
)
from partnerships.agreements.actions.life.amending import amend
from partnerships.agreements.actions.life.ending import (
    check_notice,
    expire,
    supersede,
    terminate,
    withdraw_termination,
)
from partnerships.agreements.actions.life.evaluating import evaluate
from partnerships.agreements.actions.life.exits import exit_agreement, withdraw_exit
from partnerships.agreements.actions.life.renewing import begin_renewal, renew

__all__ = [
    "accede",
    "amend",
    "begin_renewal",
    "check_notice",
    "decide_accession",
    "evaluate",
    "exit_agreement",
    "expire",
    "record_accession",
    "renew",
    "supersede",
    "terminate",
    "withdraw_exit",
    "withdraw_termination",
]
