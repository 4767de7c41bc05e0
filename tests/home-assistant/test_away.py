"""Who may not open opens nothing, also from Home Assistant; and what is away, or gone, is seen to be."""

import signal
import unittest

from place import until
from world import world


class Away(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.home, self.keylink = self.world.home, self.world.keylink
        self.entities = [self.world.entity(name, what) for name in ["Cellar", "Attic"]
                         for what in ["lock", "access", "online", "last"]]

    def until_away(self):
        for entity in self.entities:
            self.home.until(entity, "unavailable")

    def until_back(self):
        for name in ["Cellar", "Attic"]:
            self.home.until(self.world.entity(name), "locked")
        for entity in self.entities:
            until(f"{entity} is back", lambda: self.home.says(entity) not in (None, "unavailable"))

    def test_a_door_that_is_taken_away_disappears(self):
        name = "Garage"
        self.home.until(self.world.entity(name), "locked")
        self.keylink.api("DELETE", f"/accesses/{self.world.accesses[name]}")
        for what in ["lock", "access", "online", "last"]:
            self.home.until(self.world.entity(name, what), None)
        self.say(name, "UNLOCK")
        self.a_later_word_opens("Store room")
        self.assert_nothing_opened(name)

    def test_a_suspended_user_opens_nothing(self):
        name = "Cellar"
        moved = self.world.moves(name)
        self.keylink.api("PATCH", f"/users/{self.world.user}", {"state": "suspended"})
        try:
            for entity in self.entities:
                self.home.until(entity, None)
            self.say(name, "UNLOCK")
        finally:
            self.keylink.api("PATCH", f"/users/{self.world.user}", {"state": "active"})
        self.until_back()
        self.a_later_word_opens("Attic")
        self.assert_nothing_opened(name, moved)

    def say(self, name, word, retain=False):
        """On the door's command topic, by another client."""
        topic = f"keylink-doors/{self.keylink.organization}/{self.world.doors[name]}/command"
        self.world.heard.say(topic, word, retain)

    def a_later_word_opens(self, name):
        """What was said before it was heard by then, and would be seen."""
        moved = self.world.moves(name)
        self.say(name, "UNLOCK")
        until(f"{name} is open", lambda: self.world.moves(name) == moved + 1)

    def assert_nothing_opened(self, name, moved=0):
        self.assertEqual(self.world.moves(name), moved)
        self.assertNotIn("unlock.granted", self.keylink.kinds(self.world.doors[name]))

    def test_stopped_it_is_away_and_comes_back(self):
        self.until_back()
        self.keylink.stop()
        self.until_away()
        # Nobody is there to hear it, and a kept word is for nobody later on.
        self.home.call("lock/unlock", self.world.entity("Cellar"))
        self.say("Attic", "UNLOCK", retain=True)
        moved = [self.world.moves(name) for name in ["Cellar", "Attic"]]
        self.keylink.start()
        self.until_back()
        self.say("Attic", "", retain=True)
        self.a_later_word_opens("Street door")
        self.assertEqual([self.world.moves(name) for name in ["Cellar", "Attic"]], moved)

    def test_killed_it_is_away_and_comes_back(self):
        self.until_back()
        self.keylink.stop(signal.SIGKILL)
        self.until_away()
        self.keylink.start()
        self.until_back()

    def test_a_broker_that_forgot_all_is_told_again(self):
        self.until_back()
        self.world.broker.end()
        self.until_away()
        self.world.broker.start()
        self.until_back()

    def test_home_assistant_starts_again_and_finds_the_doors(self):
        self.until_back()
        self.home.end()
        self.home.start()
        self.until_back()


class Withdrawn(unittest.TestCase):
    """After all others."""

    def test_an_announcement_that_is_taken_back_leaves_nothing(self):
        home, keylink = world().home, world().keylink
        home.until(world().entity("Cellar"), "locked")
        keylink.api("DELETE", "/announcement")
        for name in world().doors:
            for what in ["lock", "access", "online", "last"]:
                home.until(world().entity(name, what), None)
