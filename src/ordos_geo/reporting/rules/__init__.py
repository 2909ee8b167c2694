"""What counts in the reporting, as pure functions: status, validation, permissions, evidence."""
