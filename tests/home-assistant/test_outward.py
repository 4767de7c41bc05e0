"""Keylink's doors in Home Assistant: what it shows of them, and that it opens them through Keylink's decision."""

import unittest

from place import until
from world import world


class Doors(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.home, self.keylink = self.world.home, self.world.keylink

    def test_each_door_is_a_device_with_its_entities(self):
        for name in self.world.doors:
            lock = self.home.until(self.world.entity(name), "locked")
            self.assertEqual(lock["attributes"]["friendly_name"], name)
            # Supported: open. And Home Assistant does not believe that what it says is done.
            self.assertEqual(lock["attributes"]["supported_features"], 1)
            self.assertNotIn("assumed_state", lock["attributes"])
            online = self.home.until(self.world.entity(name, "online"), "on")
            self.assertEqual(online["attributes"]["friendly_name"], f"{name} Connection")
            self.assertEqual(online["attributes"]["device_class"], "connectivity")
            access = self.home.state(self.world.entity(name, "access"))
            self.assertIn("opened", access["attributes"]["event_types"])
            self.assertIn("held_open", access["attributes"]["event_types"])
            last = self.home.state(self.world.entity(name, "last"))
            self.assertEqual(last["attributes"]["device_class"], "timestamp")

    def opens_once(self, name, service):
        entity, door = self.world.entity(name), self.world.doors[name]
        self.home.until(entity, "locked")
        self.home.call(service, entity)
        # The same again at once, as an impatient finger does it.
        self.home.call(service, entity)
        self.home.until(entity, "unlocked")
        access = self.home.until_event(self.world.entity(name, "access"), "opened")
        self.assertEqual(access["attributes"]["user"], "Home Assistant")
        self.assertIsNone(access["attributes"]["link"])
        self.assertEqual(self.world.moves(name), 1)
        self.home.until(entity, "locked")
        self.assertEqual(self.world.moves(name), 1)
        lines = self.keylink.lines(door)
        self.assertEqual([line["kind"] for line in lines], ["unlock.granted", "unlock.opened"])
        self.assertIn("Home Assistant", lines[0]["sentence"])
        self.assertEqual([line["via"] for line in lines], ["home_assistant"] * 2)
        heard = [said for topic, said in self.world.heard.heard if topic.endswith(f"{door}/command")]
        self.assertEqual(len(heard), 2, "Home Assistant said it twice")
        last = self.home.state(self.world.entity(name, "last"))
        self.assertEqual(last["state"][:16], lines[1]["at"][:16])

    def test_unlock_opens_once(self):
        self.opens_once("Street door", "lock/unlock")

    def test_open_opens_once(self):
        self.opens_once("Yard door", "lock/open")

    def test_a_guest_s_access_is_told_with_the_link_s_name(self):
        door = self.world.doors["Attic"]
        said = self.keylink.press(self.keylink.link("Weekend, Mia", door), door)
        self.assertEqual(said["outcome"], "opened", said)
        access = self.home.until_event(self.world.entity("Attic", "access"), "opened")
        self.assertEqual(access["attributes"]["link"], "Weekend, Mia")
        self.assertIn("Weekend, Mia", access["attributes"]["words"])
        self.assertEqual(self.world.moves("Attic"), 1)

    def test_a_lockdown_is_not_opened(self):
        name, site = "Cellar", f"/sites/{self.keylink.site}"
        door, before = self.world.doors[name], self.world.moves(name)
        self.keylink.api("PATCH", site, {"lockdown": True})
        try:
            self.home.call("lock/unlock", self.world.entity(name))
            access = self.home.until_event(self.world.entity(name, "access"), "refused")
        finally:
            self.keylink.api("PATCH", site, {"lockdown": False})
        self.assertIn("locked down", access["attributes"]["words"].lower())
        self.assertEqual(self.keylink.kinds(door), ["unlock.refused"])
        self.assertEqual(self.world.moves(name), before)

    def test_lock_opens_nothing(self):
        name = "Store room"
        entity, door = self.world.entity(name), self.world.doors[name]
        command = f"keylink-doors/{self.keylink.organization}/{door}/command"
        self.home.until(entity, "locked")
        self.home.call("lock/lock", entity)
        until("the word LOCK was said", lambda: (command, "LOCK") in self.world.heard.heard)
        # A fresh one after them is the first that counts.
        self.home.call("lock/unlock", entity)
        self.home.until_event(self.world.entity(name, "access"), "opened")
        self.assertEqual(self.world.moves(name), 1)
        self.assertEqual(self.keylink.kinds(door), ["unlock.granted", "unlock.opened"])
