"""How people sign in here: by invitation only, by code, password, passkey or a sign-in service."""

from partnerships.directory.sign_in.accounts import AccountAdapter
from partnerships.directory.sign_in.factors import FactorAdapter

__all__ = ["AccountAdapter", "FactorAdapter"]
