"""Who sees and who answers for what: the audience of a thing, the controller of an event."""
