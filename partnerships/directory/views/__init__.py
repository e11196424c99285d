"""The pages of the directory, a module a subject: urls.py names them as module and view."""
