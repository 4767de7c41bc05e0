"""What the tests share: one Keylink, one broker, one Home Assistant, with Keylink's doors announced to it."""

import os
import shutil
import tempfile

from automation import HomeAssistant
from broker import PASSWORD, Broker, Client, Locks
from keylink import Keylink
from place import end_all, until

LOGS = ["home-assistant.log", "keylink/log", "keylink/device.log", "broker/log"]
# The doors that are announced, by what happens to them.
DOORS = {"Street door": "1", "Yard door": "2", "Cellar": "3", "Attic": "4", "Garage": "5", "Store room": "6"}
# What stands for a door in Home Assistant, by its object.
ENTITIES = {"lock": "lock", "access": "event", "online": "binary_sensor", "last": "sensor"}
# How much of a log is shown.
LINES = int(os.environ.get("KEYLINK_LOG_LINES", "120"))

_folder = None
_world = None
_version = "(not started)"


class World:
    def __init__(self, folder):
        self.keylink = Keylink(folder)
        self.broker = Broker(folder, self.keylink.organization)
        self.locks = Locks(self.broker)
        self.heard = Client(self.broker, "other", ["keylink-doors/#"])
        self.home = HomeAssistant(folder, self.broker, Locks.NAMES)
        self.furnish()

    def furnish(self):
        api = self.keylink.api
        controller = self.keylink.controller("Cabinet")
        self.doors = {name: self.keylink.door(name, controller, channel) for name, channel in DOORS.items()}
        self.user = api("POST", "/users", {"name": "Home Assistant", "email": "home@lindenhof.example"})["id"]
        self.accesses = {name: self.give(door) for name, door in self.doors.items()}
        wish = {"broker": f"mqtt://127.0.0.1:{self.broker.port}", "login": "keylink", "password": PASSWORD,
                "user_id": self.user}
        api("PUT", "/announcement", wish)
        self.until_announced()
        # Accesses are told to who listens by then; so that each entity is seen to, first.
        for name in self.doors:
            for what in ENTITIES:
                entity = self.entity(name, what)
                until(f"{entity} is there", lambda: self.home.says(entity) not in (None, "unavailable"))

    def give(self, door):
        return self.keylink.api("POST", "/accesses", {"user_id": self.user, "door_id": door, "remote_unlock": True})["id"]

    def until_announced(self):
        until("the doors are announced", lambda: self.keylink.api("GET", "/announcement")["state"] == "announced")

    def entity(self, name, what="lock"):
        return f"{ENTITIES[what]}.keylink_{self.doors[name].replace('-', '')}_{what}"

    def moves(self, name):
        return self.keylink.moves(DOORS[name])


def begin():
    global _folder, _world, _version
    _folder = tempfile.mkdtemp(prefix="keylink-home-assistant-")
    _world = World(_folder)
    _version = _world.home.version()


def world():
    return _world


def version():
    return _version


def show_logs():
    for name in LOGS if _folder else []:
        path = os.path.join(_folder, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as log:
                lines = log.read().splitlines()
            print(f"---- {name}, its last lines of {len(lines)}")
            print("\n".join(lines[-LINES:]))


def end():
    end_all()
    if _folder is not None:
        shutil.rmtree(_folder, ignore_errors=True)
