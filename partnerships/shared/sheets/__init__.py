"""Spreadsheets as rows of what a person sees in them: XLSX, OpenDocument, old Excel.

Runs in a bounded child process that knows no Django: what is wrong comes back as a code, never as a sentence.
"""
