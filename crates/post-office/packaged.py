"""A mail server that is not ours: PyPI `aiosmtpd`, as it comes, with what it was given told line by line.

The first line is `port 12345`; a mail is `mail FROM TO MESSAGE`, its message in base64, and `encrypted` or `clear`.
It ends when its input does, or with SIGTERM. `script/setup test` puts what it needs into target/aiosmtpd.
"""

import argparse
import asyncio
import base64
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

REFUSALS = {
    "unknown": "550 5.1.1 no such mailbox here",
    "greylisted": "451 4.7.1 greylisted, try again later",
}


def say(*words):
    print(*words, flush=True)


class Keeper:
    """Takes each mail and tells of it; some mailboxes it has not."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = REFUSALS.get(address.split("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        kept = base64.b64encode(envelope.original_content).decode()
        secrecy = "encrypted" if session.ssl or server.transport.get_extra_info("sslcontext") else "clear"
        say("mail", envelope.mail_from, ",".join(envelope.rcpt_tos), kept, secrecy)
        return "250 2.0.0 taken"


def settings():
    asked = argparse.ArgumentParser()
    asked.add_argument("--encryption", choices=["none", "starttls", "tls"], default="none")
    asked.add_argument("--certificate", nargs=2, metavar=("CHAIN", "KEY"))
    asked.add_argument("--login", nargs=2, metavar=("NAME", "PASSWORD"))
    return asked.parse_args()


async def main():
    asked = settings()
    context = None
    if asked.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*asked.certificate)
    wanted = asked.login and tuple(word.encode() for word in asked.login)

    def known(server, session, envelope, mechanism, given):
        return AuthResult(success=(given.login, given.password) == wanted, handled=False)

    def conversation():
        later = context if asked.encryption == "starttls" else None
        login = {"authenticator": known, "auth_required": True} if wanted else {}
        return SMTP(
            Keeper(),
            hostname="mail.example.net",
            enable_SMTPUTF8=True,
            tls_context=later,
            require_starttls=later is not None,
            auth_require_tls=asked.encryption == "starttls",
            **login,
        )

    loop = asyncio.get_running_loop()
    at_once = context if asked.encryption == "tls" else None
    server = await loop.create_server(conversation, "127.0.0.1", 0, ssl=at_once)
    say("port", server.sockets[0].getsockname()[1])
    # Whoever began this server holds its input open for as long as it is wanted.
    await loop.run_in_executor(None, sys.stdin.buffer.read)


asyncio.run(main())
