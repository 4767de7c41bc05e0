"""Drives a real Home Assistant both ways: enters a network namespace that has loopback alone, and runs the tests in it.

    target/home-assistant/bin/python tests/home-assistant/run.py [NAMES OF TESTS]

KEYLINK_BIN names the program. Home Assistant looks around on every network that it finds, so it is to find none.
"""

import fcntl
import os
import shutil
import signal
import socket
import struct
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
INSIDE = "KEYLINK_ALONE"
SIOCSIFFLAGS = 0x8914
UP_AND_RUNNING = 0x1 | 0x40


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        fcntl.ioctl(asked, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", UP_AND_RUNNING))


def main():
    if os.environ.get(INSIDE) != "1":
        unshare = shutil.which("unshare")
        if unshare is None:
            sys.exit("home-assistant: `unshare` is missing (Debian: util-linux)")
        # Processes are among themselves, too: when the first one ends, all do.
        apart = ["--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
        command = [unshare, *apart, sys.executable, "-B", os.path.abspath(__file__), *sys.argv[1:]]
        os.execvpe(unshare, command, {**os.environ, INSIDE: "1"})
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: sys.exit("home-assistant: told to stop"))
    loopback_up()
    os.chdir(HERE)
    sys.path.insert(0, HERE)
    names = sys.argv[1:] or ["test_inward", "test_outward", "test_away"]
    import world

    try:
        world.begin()
        tests = unittest.defaultTestLoader.loadTestsFromNames(names)
        done = unittest.TextTestRunner(verbosity=2).run(tests)
        good = done.wasSuccessful() and done.testsRun > 0 and not done.skipped
        if not good:
            world.show_logs()
    except BaseException:
        world.show_logs()
        raise
    finally:
        world.end()
    print(f"home-assistant {world.version()}: {done.testsRun} run, "
          f"{len(done.failures) + len(done.errors)} failed, {len(done.skipped)} skipped")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
