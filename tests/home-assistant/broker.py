"""The home's broker: a mosquitto with the rights that docs/home-assistant.md shows, and the locks of the house on it."""

import os
import re
import shutil
import subprocess
import threading

import paho.mqtt.client as mqtt

from place import Child, free_port, is_open, until

PASSWORD = "willow and clover"
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/home-assistant.md")


def rights(organization):
    """The lines that people copy from the page, and the topics of the locks that this Home Assistant has besides."""
    with open(PAGE, encoding="utf-8") as page:
        shown = page.read()
    lines = re.findall(r"^    ((?:user|topic) .+)$", shown, flags=re.MULTILINE)
    assert len(lines) >= 6, "the page shows the rights"
    lines = "\n".join(lines).replace("ORGANIZATION", organization)
    return f"{lines}\ntopic readwrite locks/#\n\nuser locks\ntopic readwrite locks/#\n\nuser other\ntopic readwrite #\n"


def find(name):
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    assert found, f"{name} is missing (Debian: apt install mosquitto)"
    return found


class Broker:
    """Without persistence: what it keeps for clients is lost when it ends."""

    def __init__(self, folder, organization):
        self.folder = os.path.join(folder, "broker")
        os.mkdir(self.folder)
        at = lambda name: os.path.join(self.folder, name)
        with open(at("acl"), "w", encoding="utf-8") as file:
            file.write(rights(organization))
        open(at("passwd"), "w", encoding="utf-8").close()
        for name in ["keylink", "homeassistant", "locks", "other"]:
            made = [find("mosquitto_passwd"), "-b", at("passwd"), name, PASSWORD]
            subprocess.run(made, check=True, capture_output=True)
        self.port = free_port()
        with open(at("conf"), "w", encoding="utf-8") as file:
            file.write(
                f"listener {self.port} 127.0.0.1\nallow_anonymous false\npersistence false\nuser root\n"
                f"acl_file {at('acl')}\npassword_file {at('passwd')}\n")
        self.start()

    def start(self):
        command = [find("mosquitto"), "-c", os.path.join(self.folder, "conf")]
        self.child = Child(command, os.path.join(self.folder, "log"))
        until("mosquitto listens", lambda: is_open(self.port))

    def end(self):
        self.child.end()


class Client:
    """An independent client, which notes what it hears."""

    def __init__(self, broker, login, topics=()):
        # Later versions of the library want to be told which calls are meant.
        version = [mqtt.CallbackAPIVersion.VERSION1] if hasattr(mqtt, "CallbackAPIVersion") else []
        self.client = mqtt.Client(*version)
        self.client.username_pw_set(login, PASSWORD)
        self.heard = []
        self.ready = threading.Event()
        self.client.on_connect = lambda client, *_: [client.subscribe(topic, 1) for topic in topics] or self.ready.set()
        self.client.on_subscribe = lambda *_: self.ready.set()
        self.client.on_message = lambda _client, _data, said: self.hear(said.topic, said.payload.decode())
        self.client.connect("127.0.0.1", broker.port)
        self.client.loop_start()
        assert self.ready.wait(60), f"{login} is connected"

    def hear(self, topic, payload):
        self.heard.append((topic, payload))

    def say(self, topic, payload, retain=False):
        self.client.publish(topic, payload, qos=1, retain=retain).wait_for_publish()


class Locks(Client):
    """Locks as a bridge for radio locks would have them: `front` and `latch` obey, `stuck` jams, `deaf` hears nothing, `away` is
    away, `blind` has no state."""

    NAMES = ["front", "latch", "stuck", "deaf", "away", "blind"]

    def __init__(self, broker):
        super().__init__(broker, "locks", ["locks/+/set"])
        for name in self.NAMES:
            self.say(f"locks/{name}/there", "offline" if name == "away" else "online", retain=True)
            self.say(f"locks/{name}/state", "LOCKED", retain=True)

    def hear(self, topic, payload):
        super().hear(topic, payload)
        name = topic.split("/")[1]
        # Said from the client's own thread, where nothing may be waited for.
        tell = lambda state: self.client.publish(f"locks/{name}/state", state, qos=1, retain=True)
        if name in ("front", "latch"):
            tell("UNLOCKING")
            tell("UNLOCKED")
        elif name == "stuck":
            tell("JAMMED")

    def commands(self, name):
        return [payload for topic, payload in self.heard if topic == f"locks/{name}/set"]

    def lock(self, name):
        self.say(f"locks/{name}/state", "LOCKED", retain=True)
