"""The store of the reporting: database, schema, repository, audit log, backup."""
