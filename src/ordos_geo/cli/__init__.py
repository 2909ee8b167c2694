"""Groups of commands for `__main__`, one subject a module."""
