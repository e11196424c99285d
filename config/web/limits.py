"""What one connection may take. Each figure stands in docs/operations.md too."""

PROCESSES = 2
THREADS = 8  # of a process; each holds one connection to the database while it works
CONNECTIONS = 1000  # of a process
HEADER_SECONDS = 20  # from a request's first byte to the end of its header
IDLE_SECONDS = 60  # a connection without a request
# A rate and no total time: 100 MB over a slow phone take an hour and live.
SLOWEST = 500  # bytes a second, in and out
WINDOW = 60  # seconds over which it counts, so that a tunnel does no harm
LARGEST_BODY = 105 * 1024 * 1024  # each address has its own limit below: settings.LARGER_BODIES
# Bodies that are still coming in, of one process; beyond it the largest one is let go.
MOST_HELD = 2 * 1024 * 1024 * 1024
KEPT_IN_MEMORY = 512 * 1024  # of one body or answer; more goes to a file, encrypted
# Of an answer that is not read yet; only beyond it does a thread wait for its reader.
UNREAD = 64 * 1024 * 1024
GRACE_SECONDS = 20  # for what runs, when the server is stopped
