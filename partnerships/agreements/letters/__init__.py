"""Letters about an agreement: what they say, and who may still receive them at the moment of posting."""

from partnerships.agreements.letters import consultation, copies, life, paper, signing, stages
from partnerships.agreements.letters.copies import COPY
from partnerships.agreements.letters.life import LIFE
from partnerships.agreements.letters.paper import PAPER_ANSWERED, PAPER_RECORDED
from partnerships.agreements.letters.signing import (
    ASKED_TO_SIGN,
    PARTY_REFUSED,
    RECEIPT,
    ROUND_ENDED,
)
from partnerships.agreements.letters.stages import STAGE_REACHED

KINDS = (
    *stages.KINDS,
    *consultation.KINDS,
    *signing.KINDS,
    *paper.KINDS,
    *copies.KINDS,
    *life.KINDS,
)

__all__ = [
    "ASKED_TO_SIGN",
    "COPY",
    "KINDS",
    "LIFE",
    "PAPER_ANSWERED",
    "PAPER_RECORDED",
    "PARTY_REFUSED",
    "RECEIPT",
    "ROUND_ENDED",
    "STAGE_REACHED",
]
