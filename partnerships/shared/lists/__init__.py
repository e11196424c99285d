"""Lists: filter, search, order, columns, saved views and files, declared in one place. See docs/lists.md."""
