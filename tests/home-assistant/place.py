"""What every part needs: free ports, waiting for conditions, HTTP in JSON, and processes that are ended."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

# Longer than anything should take, on a machine that has other work.
PLENTY = 120
# Every process that was started, also of a part that did not come to be.
CHILDREN = []
# No proxy of the machine's environment is asked.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def until(what, holds, limit=PLENTY):
    """Looks again and again until a condition holds, and gives what it gave."""
    end = time.monotonic() + limit
    while True:
        found = holds()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {limit} s until {what}")
        time.sleep(0.05)


def is_open(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def ask(method, url, body=None, token=None, form=None, headers=None):
    """A request, with its status and what was answered, read as JSON where it is."""
    headers = {"Accept": "application/json", **(headers or {})}
    data = None
    if form is not None:
        data = urllib.parse.urlencode(form).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    elif body is not None:
        data = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    try:
        with OPENER.open(request, timeout=60) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        status, text = refused.code, refused.read().decode()
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text


class Child:
    """A process with its words in a file; it is ended when the tests are."""

    def __init__(self, command, log, env=None):
        self.log = log
        with open(log, "ab") as words:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT, env=env)
        CHILDREN.append(self)

    def words(self):
        with open(self.log, encoding="utf-8", errors="replace") as words:
            return words.read()

    def runs(self):
        return self.process.poll() is None

    def end(self, how=signal.SIGTERM):
        if self.runs():
            self.process.send_signal(how)
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def end_all():
    for child in reversed(CHILDREN):
        child.end()


def environment(**more):
    """Without what the machine's settings say."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KEYLINK_")}
    return {**kept, **more}
