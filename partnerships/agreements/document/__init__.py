"""What is drawn on paper: the facts of a print, the signed document, the trial, names that cannot be printed."""
