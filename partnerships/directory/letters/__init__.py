"""Letters of the directory, a file a subject: what they say, and who may still receive them when they are posted."""
