"""Checks of PDFs: pure functions, no database. They take seconds: call them in the worker."""

from partnerships.shared.sealing.checks.external import External, external_signatures
from partnerships.shared.sealing.checks.findings import Report, Signature, Verdict
from partnerships.shared.sealing.checks.look import look

__all__ = ["External", "Report", "Signature", "Verdict", "external_signatures", "look"]
