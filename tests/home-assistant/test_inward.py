"""Keylink's driver on a real Home Assistant: it says what the entity's state shows, and never more."""

import unittest

from place import until
from world import world

# Doors by their entities.
ENTITIES = ["lock.front", "lock.latch", "lock.stuck", "lock.deaf", "lock.away", "lock.blind", "lock.absent", "lock.basic_lock",
            "lock.openable_lock", "lock.templated", "input_boolean.strike", "input_button.buzzer", "script.open_gate"]


class Locks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = world()
        cls.home, cls.keylink, cls.locks = cls.world.home, cls.world.keylink, cls.world.locks
        for name in ["front", "latch", "stuck", "deaf"]:
            cls.home.until(f"lock.{name}", "locked")
        cls.home.until("lock.away", "unavailable")
        cls.controller = cls.add("Home", cls.home.token)
        cls.offered = cls.probe(cls.controller)
        cls.doors = {entity: cls.keylink.door(entity, cls.controller, entity) for entity in ENTITIES}

    @classmethod
    def add(cls, name, token, **more):
        settings = {"address": cls.home.url, "token": token, **more}
        wish = {"name": name, "driver": "homeassistant", "settings": settings}
        return cls.keylink.api("POST", "/controllers", wish)["id"]

    @classmethod
    def probe(cls, controller):
        return cls.keylink.api("POST", f"/controllers/{controller}/test", {})

    def unlock(self, entity, outcome, refusal=None):
        told = self.keylink.unlock(self.doors[entity])
        self.assertEqual((told["outcome"], told["refusal"]), (outcome, refusal), told)
        # The line about the outcome may come a moment after the answer.
        until(f"unlock.{outcome} is logged", lambda: self.keylink.kinds(self.doors[entity])[-1] == f"unlock.{outcome}")
        return told

    def test_a_new_controller_is_offered_its_locks(self):
        self.assertTrue(self.offered["reached"], self.offered)
        self.assertEqual(self.offered["facts"][0], f"Home Assistant {self.home.version()}")
        offers = {offer["channel"]: offer["name"] for offer in self.offered["offers"]}
        self.assertEqual(offers.get("lock.front"), "Front")
        self.assertIn("lock.basic_lock", offers)

    def test_the_probe_tells_the_states(self):
        tested = self.probe(self.controller)
        self.assertTrue(tested["reached"], tested)
        for fact in ["lock.deaf: locked", "lock.away: unavailable"]:
            self.assertIn(fact, tested["facts"])
        facts = "\n".join(tested["facts"])
        self.assertRegex(facts, "lock.absent: .*no such entity")
        self.assertRegex(facts, "lock.blind: .*only assumed")
        doors = {door["channel"]: door["status"] for door in self.keylink.api("GET", "/doors?limit=200")["items"]}
        self.assertEqual(doors["lock.deaf"]["lock"], "locked")
        self.assertIsNone(doors["lock.away"]["lock"])

    def test_a_lock_by_mqtt_is_opened_once_on_its_state(self):
        self.locks.lock("front")
        self.home.until("lock.front", "locked")
        self.unlock("lock.front", "opened")
        self.assertEqual(self.home.says("lock.front"), "unlocked")
        self.assertEqual(self.locks.commands("front"), ["UNLOCK"])

    def test_a_latch_is_pulled_where_that_is_wished(self):
        controller = self.add("Home, latches", self.home.token, lock_action="open")
        door = self.keylink.door("Latch", controller, "lock.latch")
        self.assertEqual(self.keylink.unlock(door)["outcome"], "opened")
        self.assertEqual(self.locks.commands("latch"), ["OPEN"])

    def test_locks_of_home_assistant_s_own_are_opened(self):
        for entity in ["lock.basic_lock", "lock.openable_lock", "lock.templated"]:
            self.home.call("lock/lock", entity)
            self.home.until(entity, "locked")
            self.unlock(entity, "opened")
            self.home.until(entity, "unlocked", "open")

    def test_a_switch_is_opened(self):
        self.home.call("input_boolean/turn_off", "input_boolean.strike")
        self.home.until("input_boolean.strike", "off")
        self.unlock("input_boolean.strike", "opened")
        self.assertEqual(self.home.says("input_boolean.strike"), "on")

    def test_a_button_a_script_and_an_assumed_lock_are_sent(self):
        self.unlock("input_button.buzzer", "sent")
        self.assertNotEqual(self.home.says("input_button.buzzer"), "unknown")
        self.unlock("script.open_gate", "sent")
        self.home.until("input_boolean.strike", "on")
        self.unlock("lock.blind", "sent")
        until("the blind lock heard it", lambda: self.locks.commands("blind") == ["UNLOCK"])

    def test_what_is_not_there_fails_and_nothing_is_sent(self):
        self.unlock("lock.away", "failed", "door_offline")
        self.assertEqual(self.locks.commands("away"), [])
        told = self.keylink.unlock(self.doors["lock.absent"])
        self.assertEqual(told["outcome"], "failed", told)

    def test_a_lock_that_others_turn_is_told_at_once(self):
        entity = "lock.basic_lock"
        self.home.call("lock/lock", entity)
        self.home.until(entity, "locked")
        # At a door of its own: no unlock of another test's explains what happens there.
        door = self.keylink.door("Turned by hand", self.add("Home, again", self.home.token), entity)
        until("its state is told", lambda: self.keylink.api("GET", f"/doors/{door}")["status"]["lock"] == "locked")
        self.home.call("lock/unlock", entity)
        # Sooner than anybody would ask again.
        until("it is told", lambda: self.keylink.lines(door, "door.released"), limit=20)
        self.assertEqual(len(self.keylink.lines(door, "door.released")), 1)

    def test_a_jam_fails(self):
        self.locks.lock("stuck")
        self.home.until("lock.stuck", "locked")
        self.unlock("lock.stuck", "failed", "door_jammed")
        self.assertEqual(self.locks.commands("stuck"), ["UNLOCK"])

    def test_silence_is_unknown(self):
        self.unlock("lock.deaf", "unknown")
        self.assertEqual(self.locks.commands("deaf"), ["UNLOCK"])
        self.assertEqual(self.home.says("lock.deaf"), "locked")

    def test_a_wrong_token_opens_nothing(self):
        heard = len(self.locks.heard)
        controller = self.add("Home, wrong token", self.home.token[:-4] + "AAAA")
        door = self.keylink.door("Wrong token", controller, "lock.front")
        told = self.keylink.unlock(door)
        self.assertEqual(told["outcome"], "failed", told)
        self.assertEqual(self.keylink.kinds(door)[-1], "unlock.failed")
        tested = self.probe(controller)
        self.assertFalse(tested["reached"])
        self.assertRegex(tested["reason"].lower(), "token|password|login|sign")
        self.assertEqual(len(self.locks.heard), heard)
