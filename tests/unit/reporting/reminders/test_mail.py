"""Mail goes out whole, encrypted where the URL says so, and no name adds a header."""

from __future__ import annotations

import email
import socket
import ssl
from datetime import UTC, datetime, timedelta
from email.policy import default
from ipaddress import ip_address

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.errors import MailFault, ReportingError
from ordos_geo.reporting.reminders.mail import Letter, make_message, parse_mail_url, send_messages

NOW = datetime(2025, 4, 20, 9, tzinfo=UTC)
HOST = ip_address("127.0.0.1")
SENDER = "dispatch@ordos.example"
LETTER = Letter(
    to=("wang@ordos.example", "li@ordos.example"),
    subject="关于报送2025年4月工作进展情况的提醒",
    text="东胜区人民政府：\n　　请尽快填报。\n.\n",
    attachments=(("提醒.ics", "text/calendar", b"BEGIN:VCALENDAR"),),
)


class Inbox:
    """Keeps what arrives, and refuses one address."""

    def __init__(self):
        self.messages = []

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        if address.startswith("gone@"):
            return "550 no such address"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=default)
        encrypted = server.transport.get_extra_info("ssl_object") is not None
        self.messages.append((envelope.rcpt_tos, message, encrypted))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of 127.0.0.1 that only these tests trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def serve(certificate):
    """Starts a mail server on a free port; out: its inbox and its port."""
    running = []

    def start(**options):
        inbox = Inbox()
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(certificate)
        if options.pop("tls", False):
            options["ssl_context"] = server
        if options.pop("starttls", False):
            options.update(tls_context=server, require_starttls=True)
        port = free_port()
        controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
        controller.start()
        running.append(controller)
        return inbox, port

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture
def trusting(certificate):
    return ssl.create_default_context(cafile=certificate)


def send(url, *letters, context=None):
    messages = [make_message(letter, SENDER, NOW) for letter in letters]
    return send_messages(parse_mail_url(url), messages, context=context)


# ---------------------------------------------------------------- sending


def test_letter_arrives_whole(serve):
    inbox, port = serve()
    assert send(f"smtp://127.0.0.1:{port}", LETTER) == (None,)
    ((to, message, encrypted),) = inbox.messages
    assert to == list(LETTER.to)
    assert not encrypted
    assert message["Subject"] == LETTER.subject
    assert message["From"] == SENDER
    body, attached = message.iter_parts()
    assert body.get_content().replace("\r\n", "\n") == LETTER.text
    assert attached.get_filename() == "提醒.ics"
    assert attached.get_content().strip() == "BEGIN:VCALENDAR"


@pytest.mark.parametrize(("scheme", "option"), [("smtps", "tls"), ("smtp+starttls", "starttls")])
def test_letter_is_encrypted_where_the_url_says_so(serve, trusting, scheme, option):
    inbox, port = serve(**{option: True})
    assert send(f"{scheme}://127.0.0.1:{port}", LETTER, context=trusting) == (None,)
    assert [encrypted for _, _, encrypted in inbox.messages] == [True]


@pytest.mark.parametrize(("scheme", "option"), [("smtps", "tls"), ("smtp+starttls", "starttls")])
def test_server_that_nobody_vouches_for_gets_nothing(serve, scheme, option):
    inbox, port = serve(**{option: True})
    with pytest.raises(ReportingError) as error:
        send(f"{scheme}://127.0.0.1:{port}", LETTER)
    assert [fault.kind for fault in error.value.faults] == [MailFault.SERVER]
    assert inbox.messages == []


def test_server_without_encryption_gets_nothing_where_the_url_asks_for_it(serve):
    inbox, port = serve()
    with pytest.raises(ReportingError):
        send(f"smtp+starttls://127.0.0.1:{port}", LETTER)
    assert inbox.messages == []


def test_password_of_the_url_signs_in(serve, trusting):
    seen = []

    def check(server, session, envelope, mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == b"p@ss/word", handled=False)

    inbox, port = serve(starttls=True, authenticator=check, auth_required=True)
    url = f"smtp+starttls://desk:{{}}@127.0.0.1:{port}"
    assert send(url.format("p%40ss%2Fword"), LETTER, context=trusting) == (None,)
    assert seen[0] == (b"desk", b"p@ss/word")
    with pytest.raises(ReportingError) as error:
        send(url.format("wrong-one"), LETTER, context=trusting)
    assert "wrong-one" not in error.value.english()
    assert len(inbox.messages) == 1


def test_one_refused_address_keeps_no_other_letter_back(serve):
    inbox, port = serve()
    gone = Letter(to=("gone@ordos.example",), subject="a", text="b")
    first, second = send(f"smtp://127.0.0.1:{port}", gone, LETTER)
    assert first.faults[0].kind is MailFault.REFUSED
    assert "gone@ordos.example" in first.chinese()
    assert second is None
    assert len(inbox.messages) == 1


def test_server_that_is_not_there_is_named(serve):
    with pytest.raises(ReportingError) as error:
        send("smtp://127.0.0.1:1", LETTER)
    assert "127.0.0.1:1" in error.value.chinese()


# ---------------------------------------------------------------- what goes into a letter


@given(st.text(alphabet=st.sampled_from("a\r\n :\0\u2028一") | st.characters()))
def test_no_subject_adds_a_header(subject):
    letter = Letter(to=LETTER.to, subject=f"x{subject}\r\nBcc: spy@example.org", text="t")
    try:
        content = make_message(letter, SENDER, NOW).as_bytes()
    except (ValueError, UnicodeError):
        return
    headers = email.message_from_bytes(content, policy=default).keys()
    assert sorted(headers) == sorted(
        [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version",
        ]
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "wang",
        "a@b@c",
        "a@b\nBcc: spy@example.org",
        "a b@c",
        '"a"@b',
        "<a@b>",
        "a@b,c@d",
        "王@b",
    ],
)
def test_address_that_is_none_is_refused(address):
    with pytest.raises(ReportingError) as error:
        make_message(Letter(to=(address,), subject="s", text="t"), SENDER, NOW)
    assert error.value.faults[0].kind is MailFault.ADDRESS
    with pytest.raises(ReportingError):
        make_message(LETTER, address, NOW)


# ---------------------------------------------------------------- the URL


def test_url_names_host_and_the_usual_port():
    assert parse_mail_url("smtps://mail.ordos.example").port == 465
    assert parse_mail_url("smtp+starttls://mail.ordos.example").port == 587
    assert parse_mail_url("smtp://mail.ordos.example:2525").port == 2525


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://h:x",
        "smtp://h/path?x=1",
        "smtp://desk:secret-one@h",
    ],
)
def test_url_that_cannot_be_used_is_refused_without_showing_it(url):
    with pytest.raises(ReportingError) as error:
        parse_mail_url(url)
    assert "secret-one" not in error.value.english() + error.value.chinese()


def test_password_is_not_in_the_servers_words():
    assert "secret-one" not in repr(parse_mail_url("smtps://desk:secret-one@h"))
