"""Sending mail through a server that a URL names. Off unless there is a URL.

- smtp://HOST[:25] without encryption, and so without a password;
- smtp+starttls://[USER:PASSWORD@]HOST[:587] encrypted before anything is said;
- smtps://[USER:PASSWORD@]HOST[:465] encrypted from the first byte.

Certificates are checked against those that the system trusts. `%40` stands for @ in a password.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from ordos_geo.errors import Fault, MailFault, ReportingError, invalid_argument
from ordos_geo.reporting.reminders.recipients import ADDRESS

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and as whom."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail. `attachments`: file name, media type, content."""

    to: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[tuple[str, str, bytes], ...] = ()


def parse_mail_url(url: str) -> MailServer:
    """The server of a URL.

    Raises ReportingError, without showing the password, where it names none, or would send a
    password unencrypted.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _url_fault("it is no URL", "不是网址") from error
    if parts.scheme not in _PORTS:
        schemes = ", ".join(_PORTS)
        raise _url_fault(f"it must begin with one of: {schemes}", f"须以下列之一开头：{schemes}")
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise _url_fault("it must be SCHEME://HOST:PORT", "格式应为 协议://主机:端口")
    if parts.scheme == "smtp" and (parts.username or parts.password):
        raise _url_fault(
            "a password would be sent unencrypted; use smtp+starttls or smtps, or no password",
            "密码将以明文发送；请改用 smtp+starttls 或 smtps，或不使用密码",
        )
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def check_sender(sender: str) -> None:
    """Raises ReportingError where the sender's address is none."""
    if not ADDRESS.fullmatch(sender):
        fault = invalid_argument(
            "ORDOS_GEO_MAIL_SENDER", sender[:80], "it is no mail address", "不是邮箱地址"
        )
        raise ReportingError([fault])


def make_message(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """The letter as it goes out.

    Whatever a name holds, it adds no header: line ends in the subject become spaces, addresses
    are checked, and the library refuses the rest.
    """
    check_sender(sender)
    wrong = [address for address in letter.to if not ADDRESS.fullmatch(address)]
    if wrong or not letter.to:
        raise ReportingError(
            Fault(MailFault.ADDRESS, details={"value": address[:80]}) for address in wrong or ("",)
        )
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = ", ".join(letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message.set_content(letter.text)
    for name, media_type, content in letter.attachments:
        maintype, _, subtype = media_type.partition("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return message


def send_messages(
    server: MailServer, messages: Sequence[EmailMessage], *, context: ssl.SSLContext | None = None
) -> tuple[ReportingError | None, ...]:
    """Hand the mails over, one after the other.

    Out: for each of them None, or why the server did not take it. Raises ReportingError where the
    server cannot be reached at all. `context` replaces the system's trust in certificates.
    """
    with _connected(server, context or ssl.create_default_context()) as connection:
        return tuple(_outcome(connection, message) for message in messages)


def _outcome(connection: smtplib.SMTP, message: EmailMessage) -> ReportingError | None:
    try:
        refused = connection.send_message(message)
    except smtplib.SMTPServerDisconnected as error:
        return _not_sent(message["To"], error)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        with suppress(smtplib.SMTPException, OSError):
            connection.rset()
        return _not_sent(message["To"], error)
    if refused:
        return _not_sent(", ".join(refused), None)
    return None


@contextmanager
def _connected(server: MailServer, context: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    place = f"{server.host}:{server.port}"
    try:
        if server.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_TIMEOUT_S, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_S)
    except (smtplib.SMTPException, OSError) as error:
        raise _unreachable(place, error) from error
    with connection:
        try:
            if server.scheme == "smtp+starttls":
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
        except (smtplib.SMTPException, OSError) as error:
            raise _unreachable(place, error) from error
        yield connection


def _unreachable(place: str, error: Exception) -> ReportingError:
    details = {"value": place, "reason": _reason(error)}
    return ReportingError([Fault(MailFault.SERVER, details=details)])


def _not_sent(to: str, error: Exception | None) -> ReportingError:
    details = {"value": to, "reason": _reason(error)}
    return ReportingError([Fault(MailFault.REFUSED, details=details)])


def _reason(error: Exception | None) -> str:
    """One line, without what was sent to the server."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"SMTP {error.smtp_code}"
    return getattr(error, "strerror", None) or type(error).__name__ if error else "-"


def _url_fault(reason_en: str, reason_zh: str) -> ReportingError:
    # the address may hold a password: no word of it is shown
    return ReportingError([invalid_argument("ORDOS_GEO_SMTP_URL", "…", reason_en, reason_zh)])
