"""The web server: gunicorn keeps the processes, waitress reads requests whole before a thread sees one.

A visitor who sends or reads slowly holds a connection and never a thread; who is slower than a minimum rate is let go.
Source: decision 0029.
"""
