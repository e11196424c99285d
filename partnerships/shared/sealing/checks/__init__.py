"""Checks of PDFs: pure functions, no database. They take seconds: call them in the worker.

Take from the modules: this page imports nothing, so that a web process that only knows what was found
(`findings`) does not load pyHanko.
"""
