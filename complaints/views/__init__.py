"""Request and answer: the form, the mailbox, the office."""
