"""From a file's bytes to a table, and to what a reader of its numbers has to know about it."""
