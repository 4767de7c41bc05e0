// People and doors in groups, hours of a week, states by schedule, cards and PINs: as an administrator sets them up.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { asMember, browser, demo, DESK, look, PHONE, signIn } from "./keylink.js";

let keylink, engine, cookies;
before(async () => {
  [keylink, engine] = await Promise.all([demo(), browser()]);
  cookies = await signIn(engine, keylink);
});
after(async () => {
  await engine?.close();
  await keylink?.stop();
});

const at = (path) => new URL(path, keylink.url).href;
const overflows = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

for (const [size, viewport] of [["desk", DESK], ["phone", PHONE]]) {
  test(`a group is given access to doors within hours, at ${size}`, async () => {
    const ben = await keylink.api("POST", "/users", {
      name: `Benjamin Featherstonehaugh-Cholmondeley (${size})`,
      email: `ben@${size}.example`,
    });
    await asMember(engine, cookies, { viewport }, async (page) => {
      await page.goto(at("/control/doors/schedules"));
      await page.getByRole("link", { name: "Make schedule" }).first().click();
      await page.getByLabel("Name", { exact: true }).first().fill(`Office ${size}`);
      await page.getByLabel("Monday").fill("8-12, 13-18");
      await page.getByLabel("Saturday").fill("22:00-02:00");
      await page.getByLabel("First day").first().fill("2026-12-24");
      await page.getByLabel("Last day").first().fill("2026-12-26");
      if (size === "desk") await look(page, "schedule-new");
      await page.getByRole("button", { name: "Make schedule" }).click();
      await page.getByText("The schedule was made.").waitFor();
      assert.equal(await page.getByLabel("Monday").inputValue(), "08:00-12:00, 13:00-18:00");
      if (size === "desk") await look(page, "schedule");
      assert.ok(!(await overflows(page)), "the schedule's page");

      await page.goto(at("/control/people/groups"));
      await page.getByLabel("New group").fill(`Cleaning and maintenance of all the staircases, ${size}`);
      await page.getByRole("button", { name: "Make group" }).click();
      await page.getByLabel("Put into the group").selectOption(ben.id);
      await page.getByRole("button", { name: "Put in" }).click();
      await page.getByText("Put into the group. Access").waitFor();
      await page.getByLabel("Give access to").selectOption(keylink.doors[0].id);
      await page.getByLabel("Hours", { exact: true }).selectOption({ label: `Office ${size}` });
      await page.getByRole("button", { name: "Give access" }).click();
      await page.getByText("Access was given.").waitFor();
      if (size === "desk") await look(page, "group");
      assert.ok(!(await overflows(page)), "the group's page");
      const rights = await keylink.api("GET", `/rights?user_id=${ben.id}`);
      assert.deepEqual(rights.items.map((right) => right.door_id), [keylink.doors[0].id]);

      await page.goto(at("/control/people/groups"));
      if (size === "desk") await look(page, "groups");
      await page.goto(at(`/control/people/${ben.id}`));
      await page.getByText("Add user credential").click();
      await page.locator(".credential-kinds").getByText("Card").click();
      await page.getByLabel("Name of the credential").fill("White card");
      await page.getByLabel("Card number").fill(size === "desk" ? "123, 45678" : "0x04A3B2C1");
      if (size === "desk") await look(page, "card-new");
      await page.getByRole("button", { name: "Give credential" }).click();
      await page.getByText("It is on no controller yet.").waitFor();
      await page.getByText("Add user credential").click();
      await page.locator(".credential-kinds").getByText("PIN").click();
      await page.getByLabel("Name of the credential").fill("PIN");
      await page.locator("#pin").fill("1234");
      await page.getByRole("button", { name: "Give credential" }).click();
      await page.getByText("This is too easy to guess").waitFor();
      if (size === "desk") await look(page, "person-in-a-group");
      assert.ok(!(await overflows(page)), "the user's page");

      await page.goto(at(`/control/doors/${keylink.doors[1].id}`));
      await page.getByText("State by schedule", { exact: true }).click();
      await page.locator("#plan_state").selectOption("onsite_only");
      await page.getByLabel("During").selectOption({ label: `Office ${size}` });
      await page.locator("form[action$='/plan']").getByRole("button", { name: "Save" }).click();
      await page.getByText("Standard otherwise").waitFor();
      await page.goto(at(`/control/doors/${keylink.doors[0].id}`));
      await page.getByText("Who may open this door").waitFor();
      await page.getByText("Featherstonehaugh").first().waitFor();
      if (size === "desk") await look(page, "door-who");
      assert.ok(!(await overflows(page)), "the door's page");
      await page.goto(at("/control/doors/schedules"));
      if (size === "desk") await look(page, "schedules");
    });
  });
}
