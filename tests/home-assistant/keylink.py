"""A Keylink of its own: the program in an empty folder, its API, its guests, and a controller in software."""

import json
import os
import re
import signal
import subprocess

from place import Child, ask, environment, free_port, until

BIN = os.environ.get("KEYLINK_BIN", "target/debug/keylink")
CHANNELS = ["1", "2", "3", "4", "5", "6"]


class Keylink:
    def __init__(self, folder):
        self.folder = os.path.join(folder, "keylink")
        os.mkdir(self.folder)
        self.memory = os.path.join(self.folder, "memory")
        # The same ports after a new start: links and devices find it again.
        self.port, self.mqtt_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = environment(
            KEYLINK_DATA=os.path.join(self.folder, "data"), KEYLINK_PUBLIC_URL=self.url,
            KEYLINK_DRIVER_NETWORKS="127.0.0.0/8", KEYLINK_DRIVER_MDNS="", KEYLINK_DRIVER_BOARDS="",
            KEYLINK_LOG="info,keylink_service=debug,keylink_drivers=debug,mqtt5=warn")
        self.token = None
        self.start()
        self.set_up()

    def start(self):
        command = [BIN, "serve", "--listen", f"127.0.0.1:{self.port}", "--mqtt-listen", f"127.0.0.1:{self.mqtt_port}"]
        self.child = Child(command, os.path.join(self.folder, "log"), self.env)
        until("Keylink is ready", self.is_ready)

    def is_ready(self):
        assert self.child.runs(), "Keylink ended before it was ready"
        try:
            return ask("GET", self.url + "/readyz")[0] == 200
        except OSError:
            return False

    def stop(self, how=signal.SIGTERM):
        self.child.end(how)

    def set_up(self):
        link = until("a set-up link is printed", lambda: re.search(r"http:\S+/setup/\S+", self.child.words()))
        form = {"organization": "Lindenhof", "site": "Lindenhof 4", "zone": "Europe/Berlin", "name": "Anna",
                "email": "anna@lindenhof.example", "password": "correct horse battery staple"}
        ask("POST", link.group(), form=form, headers={"Origin": self.url})
        made = subprocess.run([BIN, "token", "create", "--json"], env=self.env, check=True, capture_output=True, text=True)
        self.token = json.loads(made.stdout)["token"]
        # A plain tap counts, so that nobody has to hold a button here.
        self.api("PATCH", "/organization", {"gesture": "tap"})
        self.organization = self.api("GET", "/me")["organization_id"]
        self.site = self.api("GET", "/sites")["items"][0]["id"]

    def api(self, method, path, body=None):
        status, answer = ask(method, f"{self.url}/api/v1{path}", body, self.token)
        assert status < 300, f"{method} {path}: {status} {answer}"
        return answer

    def controller(self, name):
        """One that connects by itself, as a process of its own, with all its channels."""
        made = self.api("POST", "/controllers", {"name": name})
        command = [BIN, "virtual-door", "--plain", "--broker", f"127.0.0.1:{self.mqtt_port}", "--login", made["login"],
                   "--memory", self.memory]
        for channel in CHANNELS:
            command += ["--channel", channel]
        env = environment(KEYLINK_DOOR_PASSWORD=made["password"])
        Child(command, os.path.join(self.folder, "device.log"), env)
        return made["id"]

    def door(self, name, controller, channel, **more):
        more = {"name": name, "controller_id": controller, "channel": channel, "pulse_ms": 2000, **more}
        return self.api("POST", "/doors", more)["id"]

    def moves(self, channel):
        """How often a door moved, by the device's own memory."""
        with open(self.memory, encoding="utf-8") as memory:
            lines = [json.loads(line) for line in memory if line.endswith("\n")]
        return sum(1 for line in lines if line["what"] == "move" and line["door"] == channel)

    def lines(self, door, kind="unlock."):
        """What the log has of a door, oldest first."""
        return self.api("GET", f"/events?kind={kind}&door={door}")["items"][::-1]

    def kinds(self, door):
        return [line["kind"] for line in self.lines(door)]

    def unlock(self, door):
        return self.api("POST", f"/doors/{door}/unlock", {})

    def link(self, name, door):
        return self.api("POST", "/links", {"name": name, "doors": [door], "duration": "PT1H"})["url"]

    def press(self, link, door):
        """As the guest's page does it."""
        ticket = ask("GET", link + "/state")[1]["ticket"]
        form = {"door": door, "press": os.urandom(8).hex(), "gesture": "tap", "ticket": ticket}
        return ask("POST", link + "/unlock", form=form)[1]
