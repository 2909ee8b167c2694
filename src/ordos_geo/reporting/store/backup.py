"""Backup and restore: the whole store in one checked file, from and into either database.

The file is a zip: `manifest.json` (version of the schema, time, rows and sha256 of every part),
`tables/NAME.jsonl` (a row a line) and `evidence/SHA256` (the files as they are). It is taken from
one state of the store while others go on writing. It holds the password hashes of local accounts:
keep it as safe as the store. Who is signed in is left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from ordos_geo.errors import Fault, ReportingError, StoreFault
from ordos_geo.model import clock
from ordos_geo.model.reporting import AuditEvent
from ordos_geo.reporting.store.audit import append_event
from ordos_geo.reporting.store.database import (
    empty_schema,
    migrate,
    reading,
    schema_version,
    writing,
)
from ordos_geo.reporting.store.schema import EvidenceFileRow, SignInSessionRow, Table

_FORMAT = "ordos-geo-dispatch-backup-1"
_MANIFEST = "manifest.json"
_LEFT_OUT = frozenset({SignInSessionRow.__tablename__})
_FILES = EvidenceFileRow.__tablename__
_CONTENT = "content"
_BATCH_ROWS = 500
_BLOCK_BYTES = 1024**2
_PART_LIMIT_BYTES = 2 * 1024**3
_UNREADABLE = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a kind of compression that Python does not know
    RuntimeError,  # encrypted
    ValueError,
    KeyError,
    TypeError,
)


def write_backup(engine: Engine, path: Path, *, now: Callable[[], datetime] = clock.instant) -> int:
    """Write the whole store to a file, readable by its owner only, and give the number of rows.

    The file appears when it is complete; what was there before stays until then. Raises
    ReportingError where it cannot be written.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            rows = _write_parts(engine, handle, now())
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)
    return rows


def restore_backup(engine: Engine, path: Path, *, by: str, replace: bool = False) -> int:
    """Fill the store with what a backup holds, and give the number of rows.

    `by` is who does it, for the audit log. All of the backup is checked before anything is
    written, and everything is written or nothing. Raises ReportingError where the file is damaged
    or newer than this program, and where the store holds anything and `replace` is not set.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _checked_manifest(archive, path)
            with writing(engine) as connection:
                if not replace and not _is_empty(connection):
                    raise ReportingError([Fault(StoreFault.NOT_EMPTY)])
                empty_schema(connection)
                migrate(connection, manifest["schema"])
                rows = _read_parts(connection, archive, manifest)
                migrate(connection)
                event = AuditEvent(
                    at=clock.instant(),
                    account_id=by[:80],
                    action="store.restored",
                    subject=path.name[:300],
                    details={"rows": rows, "taken_at": manifest["taken_at"]},
                )
                append_event(connection, event)
                return rows
    except _UNREADABLE as error:
        raise _damaged(path, str(getattr(error, "strerror", None) or error)) from error


def _is_empty(connection: Connection) -> bool:
    return not any(
        connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
        for table in Table.metadata.sorted_tables
    )


# ---------------------------------------------------------------- writing


def _write_parts(engine: Engine, handle: IO[bytes], taken_at: datetime) -> int:
    parts: dict[str, dict[str, Any]] = {}
    with (
        zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        reading(engine) as connection,
    ):
        version = schema_version(connection)
        for table in Table.metadata.sorted_tables:
            if table.name not in _LEFT_OUT:
                name = f"tables/{table.name}.jsonl"
                parts[name] = _write_table(connection, archive, name, table)
        for sha256 in connection.scalars(sa.select(EvidenceFileRow.sha256)).all():
            query = sa.select(EvidenceFileRow.content).where(EvidenceFileRow.sha256 == sha256)
            archive.writestr(f"evidence/{sha256}", connection.scalars(query).one())
            parts[f"evidence/{sha256}"] = {"sha256": sha256}
        manifest = {
            "format": _FORMAT,
            "schema": version,
            "taken_at": taken_at.isoformat(),
            "parts": parts,
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return sum(part.get("rows", 0) for part in parts.values())


def _write_table(
    connection: Connection, archive: zipfile.ZipFile, name: str, table: sa.Table
) -> dict[str, Any]:
    columns = [
        column for column in table.columns if (table.name, column.name) != (_FILES, _CONTENT)
    ]
    digest, rows = hashlib.sha256(), 0
    query = sa.select(*columns).order_by(*table.primary_key)
    with archive.open(name, "w", force_zip64=True) as part:
        for row in connection.execute(query.execution_options(yield_per=_BATCH_ROWS)):
            values = {column.name: _to_json(v) for column, v in zip(columns, row, strict=True)}
            line = json.dumps(values, ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            part.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


# ---------------------------------------------------------------- reading


def _checked_manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """The manifest, after every part was found to be what it says."""
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    if manifest["format"] != _FORMAT:
        raise _damaged(path, f"unknown format {manifest['format']!r}")
    if sorted(archive.namelist()) != sorted([*manifest["parts"], _MANIFEST]):
        raise _damaged(path, "its parts are not those that it lists")
    for name, part in manifest["parts"].items():
        if archive.getinfo(name).file_size > _PART_LIMIT_BYTES:
            raise _damaged(path, f"{name} is too large")
        if _sha256(archive, name) != part["sha256"]:
            raise _damaged(path, f"{name} was changed")
    return manifest


def _sha256(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as handle:
        while block := handle.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _read_parts(
    connection: Connection, archive: zipfile.ZipFile, manifest: Mapping[str, Any]
) -> int:
    """Fill the tables as they were in the backup's own version of the schema."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=lambda name, _: f"tables/{name}.jsonl" in manifest["parts"])
    count = 0
    for table in metadata.sorted_tables:
        name = f"tables/{table.name}.jsonl"
        for batch in _batches(archive, name, table):
            connection.execute(sa.insert(table), batch)
            count += len(batch)
        if connection.dialect.name == "postgresql":
            _continue_numbering(connection, table)
    return count


def _batches(
    archive: zipfile.ZipFile, name: str, table: sa.Table
) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    # files are large: one at a time
    size = 1 if table.name == _FILES else _BATCH_ROWS
    with archive.open(name) as part:
        for line in part:
            values = {
                key: _from_json(table.columns[key].type, value)
                for key, value in json.loads(line).items()
            }
            if table.name == _FILES:
                values[_CONTENT] = archive.read(f"evidence/{values['sha256']}")
            batch.append(values)
            if len(batch) == size:
                yield batch
                batch = []
    if batch:
        yield batch


def _from_json(column_type: sa.types.TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column_type, sa.DateTime):
        # SQLite keeps UTC without saying so
        time = datetime.fromisoformat(value).astimezone(UTC)
        return time if column_type.timezone else time.replace(tzinfo=None)
    if isinstance(column_type, sa.Date):
        return date.fromisoformat(value)
    return value


def _continue_numbering(connection: Connection, table: sa.Table) -> None:
    """Let the numbers that PostgreSQL gives out go on after those that came with the rows."""
    for column in table.primary_key:
        if isinstance(column.type, sa.Integer):
            sequence = connection.scalar(
                sa.select(sa.func.pg_get_serial_sequence(table.name, column.name))
            )
            last = connection.scalar(sa.select(sa.func.max(column)))
            if sequence is not None and last is not None:
                connection.execute(sa.select(sa.func.setval(sequence, last)))


def _unwritable(path: Path, error: OSError) -> ReportingError:
    details = {"path": path.name, "reason": error.strerror or str(error)}
    return ReportingError([Fault(StoreFault.BACKUP_UNWRITABLE, details=details)])


def _damaged(path: Path, reason: str) -> ReportingError:
    details = {"path": path.name, "reason": reason}
    return ReportingError([Fault(StoreFault.BACKUP_UNUSABLE, details=details)])
