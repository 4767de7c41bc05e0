"""A real Home Assistant with little in it: a first user, a long-lived token, its MQTT integration on the home's broker."""

import asyncio
import os
import sys

import aiohttp

from broker import PASSWORD
from place import Child, ask, environment, free_port, until

CONFIGURATION = """
homeassistant:
  name: Lindenhof
  time_zone: Europe/Berlin
  unit_system: metric
http:
  server_host: 127.0.0.1
  server_port: {port}
api:
config:
onboarding:
recorder:
automation:
logger:
  default: info
  logs:
    homeassistant.components.mqtt: debug
input_boolean:
  bolt:
  strike:
input_button:
  buzzer:
script:
  open_gate:
    sequence:
      - service: input_boolean.turn_on
        target: {{entity_id: input_boolean.strike}}
kitchen_sink:
lock:
  - platform: template
    name: Templated
    value_template: "{{{{ is_state('input_boolean.bolt', 'off') }}}}"
    lock:
      - service: input_boolean.turn_off
        target: {{entity_id: input_boolean.bolt}}
    unlock:
      - service: input_boolean.turn_on
        target: {{entity_id: input_boolean.bolt}}
mqtt:
  - lock:
"""

LOCK = """      - name: {title}
        object_id: {name}
        unique_id: {name}
        command_topic: locks/{name}/set
        availability_topic: locks/{name}/there
        payload_open: OPEN
"""


def configuration(port, locks):
    text = CONFIGURATION.format(port=port)
    for name in locks:
        text += LOCK.format(name=name, title=name.capitalize())
        if name != "blind":
            text += f"        state_topic: locks/{name}/state\n"
    return text


class HomeAssistant:
    def __init__(self, folder, broker, locks):
        self.folder = os.path.join(folder, "home-assistant")
        os.mkdir(self.folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.token = None
        with open(os.path.join(self.folder, "configuration.yaml"), "w", encoding="utf-8") as file:
            file.write(configuration(self.port, locks))
        self.start()
        self.token = self.first_user()
        self.join(broker)

    def start(self):
        command = [sys.executable, "-B", "-m", "homeassistant", "--config", self.folder, "--skip-pip", "--log-no-color"]
        self.child = Child(command, self.folder + ".log", environment(HOME=self.folder))
        until("Home Assistant answers", self.is_there, limit=300)
        if self.token:
            self.until_running()

    def is_there(self):
        assert self.child.runs(), "Home Assistant ended before it was ready"
        try:
            return ask("GET", self.url + "/api/onboarding")[0] in (200, 404)
        except OSError:
            return False

    def until_running(self):
        until("Home Assistant runs", lambda: self.api("GET", "/config")["state"] == "RUNNING", limit=300)
        missing = {"mqtt", "recorder", "lock"} - set(self.api("GET", "/config")["components"])
        assert not missing - {"mqtt"}, f"Home Assistant lacks {missing}"

    def first_user(self):
        client = self.url + "/"
        person = {"name": "Anna", "username": "anna", "password": PASSWORD, "client_id": client, "language": "en"}
        status, made = until("the first user is made", lambda: self.try_to_make(person))
        assert status == 200, f"{status} {made}"
        form = {"grant_type": "authorization_code", "code": made["auth_code"], "client_id": client}
        status, told = ask("POST", self.url + "/auth/token", form=form)
        assert status == 200, f"{status} {told}"
        self.token = told["access_token"]
        self.until_running()
        return asyncio.run(self.long_lived())

    def try_to_make(self, person):
        status, made = ask("POST", self.url + "/api/onboarding/users", person)
        # Not there yet, while it starts.
        return None if status == 404 else (status, made)

    async def long_lived(self):
        async with aiohttp.ClientSession() as session, session.ws_connect(self.url + "/api/websocket") as line:
            await line.receive_json()
            await line.send_json({"type": "auth", "access_token": self.token})
            assert (await line.receive_json())["type"] == "auth_ok"
            wish = {"id": 1, "type": "auth/long_lived_access_token", "client_name": "Keylink", "lifespan": 365}
            await line.send_json(wish)
            return (await line.receive_json())["result"]

    def join(self, broker):
        """Sets the MQTT integration up, as a person would by its form."""
        flow = self.api("POST", "/config/config_entries/flow", {"handler": "mqtt", "show_advanced_options": False})
        answers = {"broker": "127.0.0.1", "port": broker.port, "username": "homeassistant", "password": PASSWORD}
        done = self.api("POST", f"/config/config_entries/flow/{flow['flow_id']}", answers)
        assert done["type"] == "create_entry", done

    def api(self, method, path, body=None):
        status, answer = ask(method, f"{self.url}/api{path}", body, self.token)
        assert status < 300, f"{method} {path}: {status} {answer}"
        return answer

    def version(self):
        return self.api("GET", "/config")["version"]

    def state(self, entity):
        """How an entity is, whole; none where there is no such entity."""
        status, answer = ask("GET", f"{self.url}/api/states/{entity}", token=self.token)
        assert status in (200, 404), f"{entity}: {status} {answer}"
        return answer if status == 200 else None

    def says(self, entity):
        found = self.state(entity)
        return found and found["state"]

    def until(self, entity, *states):
        """Waits until an entity is in one of these states; None is that it is not there."""
        try:
            until(f"{entity} is {states}", lambda: self.says(entity) in states)
        except AssertionError as late:
            raise AssertionError(f"{late}; it is {self.says(entity)}") from None
        return self.state(entity)

    def until_event(self, entity, kind):
        """Waits until an event entity tells of this last."""
        def told():
            found = self.state(entity)
            return found if found and found["attributes"].get("event_type") == kind else None
        return until(f"{entity} tells {kind}", told)

    def call(self, service, entity):
        return self.api("POST", f"/services/{service}", {"entity_id": entity})

    def end(self):
        self.child.end()
