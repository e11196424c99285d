"""A round of signing: who is asked to sign, and how far it is."""
