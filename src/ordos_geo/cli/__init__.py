"""The command line: `application` knows every command, each other module holds those of a group."""
