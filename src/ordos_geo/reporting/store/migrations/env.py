"""Run by Alembic: migrate over the connection that `tracking.database` hands over."""

from __future__ import annotations

from alembic import context

from ordos_geo.reporting.store.schema import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata
)
context.run_migrations()
