"""One form or one question with its act: sent once, and with the version that was read."""
