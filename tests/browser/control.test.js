// The control center's journeys: from the first start to the first opened door, and a link's whole life.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, demo, DESK, firstStart, hold, look, looking, onPage, SIZES, virtualDoor } from "./keylink.js";

let engine;
before(async () => {
  engine = await browser();
});
after(() => engine?.close());

for (const [where, viewport] of SIZES) test(`first start to first opened door ${where}`, async () => {
  const look = looking(viewport);
  const keylink = await firstStart();
  let stopDoor;
  try {
    await onPage(engine, { viewport }, async (page, context) => {
      await page.goto(keylink.setup);
      await look(page, "setup");
      await page.getByLabel("Organization").fill("Lindenhof");
      await page.getByLabel("Time zone of the building").fill("Europe/Berlin");
      await page.getByLabel("Your name").fill("Anna");
      await page.getByLabel("Your e-mail address").fill("anna@lindenhof.example");
      await page.getByLabel("Password").fill("short");
      await page.getByRole("button", { name: "Set up and sign in" }).click();
      await page.getByText("10 to 256 characters").waitFor();
      assert.equal(await page.getByLabel("Your name").inputValue(), "Anna");
      await page.getByLabel("Password").fill("rain on the roof");
      await page.getByRole("button", { name: "Set up and sign in" }).click();
      await page.waitForURL("**/control");
      await look(page, "overview-empty");

      await page.goto(new URL("/control/doors/new", page.url()).href);
      await page.getByLabel("Name", { exact: true }).fill("Street door");
      await look(page, "door-new");
      await page.getByRole("button", { name: "Add door" }).click();
      await page.getByText("virtual-door").first().waitFor();
      await look(page, "door-wiring");
      const told = await page.locator("main").innerText();
      const login = /--login[= ](\S+)/.exec(told)[1];
      const password = /KEYLINK_DOOR_PASSWORD=['"]?([0-9a-z]{26})/.exec(told)?.[1] ?? /\b[0-9a-hjkmnp-tv-z]{26}\b/.exec(told)[0];
      stopDoor = virtualDoor(keylink.broker, login, password);
      await page.goto(new URL("/control/doors", page.url()).href);
      // The tile changes by itself when the device has said that it is there.
      await page.getByText("locked", { exact: true }).first().waitFor({ timeout: 15000 });
      await look(page, "doors");

      await page.goto(new URL("/control/links/new", page.url()).href);
      await look(page, "link-new");
      await page.getByLabel("Name", { exact: true }).fill("Weekend, Mia");
      await page.getByLabel("Street door").check();
      await page.getByRole("button", { name: "Create link" }).click();
      const guest = await page.locator("body").evaluate((body) =>
        /http:\S+\/k\/[0-9a-z]{26}/.exec(body.innerHTML.replaceAll("&amp;", "&"))[0]);
      await look(page, "link-made");

      const phone = await context.newPage();
      await phone.setViewportSize({ width: 390, height: 844 });
      await phone.goto(guest);
      await phone.waitForTimeout(700);
      await hold(phone, phone.locator("button.press").first());
      await phone.getByText("Open. Push the door.").first().waitFor();

      await page.goto(new URL("/control/events", page.url()).href);
      await page.getByText("opened").first().waitFor();
      await look(page, "events");
    });
  } finally {
    await stopDoor?.();
    await keylink.stop();
  }
});

test("a link's whole life, and the log live beside it", async () => {
  const keylink = await demo();
  try {
    await onPage(engine, { viewport: DESK }, async (page, context) => {
      await page.goto(keylink.sign_in_link);
      await look(page, "sign-in-once");
      await page.getByRole("button", { name: /Sign in as/ }).click();
      await page.waitForURL("**/control");
      await look(page, "overview");

      const log = await context.newPage();
      await log.goto(keylink.url + "/control/events");

      await page.goto(keylink.url + "/control/links");
      await look(page, "links");
      await page.getByRole("link", { name: "Weekend, Mia" }).first().click();
      await look(page, "link");

      const guest = await context.newPage();
      await guest.goto(keylink.guest_link);
      await guest.waitForTimeout(700);
      await hold(guest, guest.locator("button.press").first());
      await guest.getByText("Open. Push the door.").first().waitFor();
      // The log's row comes by itself.
      await log.waitForFunction(() => /opened\s+Street door/.test(document.querySelector("main").innerText));

      await page.reload();
      await page.getByRole("link", { name: /Revoke/ }).or(page.getByRole("button", { name: /Revoke/ })).first().click();
      const sure = page.getByRole("button", { name: /^Revoke/ }).last();
      await sure.waitFor();
      await look(page, "link-revoke");
      await sure.click();
      await page.getByText(/revoked/i).first().waitFor();
      await look(page, "link-revoked");
      await guest.reload();
      assert.equal(await guest.locator("button.press").count(), 0);

      for (const [name, path] of [
        ["people", "/control/people"], ["settings", "/control/settings"], ["settings-sites", "/control/settings/sites"],
        ["settings-controllers", "/control/settings/controllers"], ["settings-tokens", "/control/settings/tokens"],
        ["settings-own", "/control/settings/own"], ["settings-alerts", "/control/settings/alerts"], ["events-demo", "/control/events"],
      ]) {
        await page.goto(keylink.url + path);
        await look(page, name);
      }
    });
  } finally {
    await keylink.stop();
  }
});

test("who is not signed in is asked to, and comes back to where they wanted", async () => {
  const keylink = await demo();
  try {
    await onPage(engine, {}, async (page) => {
      await page.goto(keylink.url + "/control/links");
      await page.waitForURL("**/sign-in?**");
      await look(page, "sign-in");
      // Fetching the one-time link spends nothing: mail scanners fetch.
      await fetch(keylink.sign_in_link);
      await page.goto(keylink.sign_in_link);
      await page.getByRole("button", { name: /Sign in as/ }).click();
      await page.waitForURL("**/control");
      const spent = await page.goto(keylink.sign_in_link);
      assert.equal(await page.getByRole("button", { name: /Sign in as/ }).count(), 0, `${spent.status()}`);
    });
  } finally {
    await keylink.stop();
  }
});

test("a page that shows the log live does not keep the program from stopping", { timeout: 30000 }, async () => {
  const keylink = await demo();
  await onPage(engine, {}, async (page) => {
    await page.goto(keylink.sign_in_link);
    await page.getByRole("button", { name: /Sign in as/ }).click();
    await page.waitForURL("**/control");
    await page.goto(keylink.url + "/control/events");
    await page.getByText("Live").first().waitFor();
    const began = Date.now();
    await keylink.stop();
    assert.ok(Date.now() - began < 10000, `${Date.now() - began} ms`);
  });
});
