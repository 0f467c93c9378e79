"""Bytes and memory behind the server: bounded lines, the standard streams, what a process holds."""
