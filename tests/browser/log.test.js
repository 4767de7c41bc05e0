// The log's journeys: searched, looked at as a picture, watched live; arrivals asked for and notifications turned on.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { asMember, browser, demo, DESK, look, PHONE, signIn } from "./keylink.js";

let keylink, engine, cookies, link;
before(async () => {
  [keylink, engine] = await Promise.all([demo(), browser()]);
  cookies = await signIn(engine, keylink);
  link = (await keylink.api("GET", "/links")).items[0];
  // Something to see: openings, and one that is refused.
  for (const door of keylink.doors) {
    for (let i = 0; i < 3; i++) await keylink.api("POST", `/doors/${door.id}/unlock`, {});
  }
  await keylink.api("PATCH", `/doors/${keylink.doors[0].id}`, { state: "locked" });
  await keylink.api("POST", `/doors/${keylink.doors[0].id}/unlock`, {}).catch(() => {});
  await keylink.api("PATCH", `/doors/${keylink.doors[0].id}`, { state: "standard" });
});
after(async () => {
  await engine?.close();
  await keylink?.stop();
});

const member = (options, part) => asMember(engine, cookies, options, part);
const lines = (page) => page.locator("ol.log .event");

test("the log is drawn, searched by words, and the address says what is shown", async () => {
  await member({ viewport: DESK }, async (page) => {
    await page.goto(keylink.url + "/control/events");
    const picture = page.locator(".picture");
    await picture.getByText("Last 24 hours").first().waitFor();
    assert.equal(await picture.locator(".figures b").allTextContents().then((all) => all.join(" ")), "6 1");
    await look(page, "events");
    await picture.getByRole("link", { name: "30 days" }).click();
    await picture.getByText("Last 30 days").first().waitFor();
    await page.getByLabel("Search by words").fill(`refused ${keylink.doors[0].name.split(" ")[0]}`);
    await page.getByLabel("Search by words").press("Enter");
    await page.waitForURL("**q=refused**");
    assert.equal(await lines(page).count(), 1);
    await look(page, "events-search");
    await page.getByTitle("Show all lines").click();
    await page.getByText("Export", { exact: true }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "JSON Lines" }).click();
    const file = await saved;
    assert.match(file.suggestedFilename(), /^events-.*\.jsonl$/);
    const taken = (await readFile(await file.path(), "utf8")).trim().split("\n");
    assert.ok(taken.length > 10 && taken.every((line) => JSON.parse(line).kind), "the whole log is in the file");
    await page.getByText(`${file.suggestedFilename()} is saved.`).waitFor();
    assert.equal(await page.locator("[data-export] progress").evaluate((bar) => bar.value), 100);
    await look(page, "events-exported");
    await page.getByLabel("Search by words").fill("nobody was here");
    await page.getByLabel("Search by words").press("Enter");
    await page.getByText("No line has these words.").waitFor();
    await look(page, "events-none");
    await page.goto(`${keylink.url}/control/doors/${keylink.doors[0].id}`);
    await page.locator(".picture").waitFor();
    await look(page, "door-picture");
    await page.goto(keylink.url + "/control");
    await look(page, "overview-picture");
  });
});

test("the log is asked for a day and for a person", async () => {
  for (const viewport of [DESK, PHONE]) {
    await member({ viewport }, async (page) => {
      await page.goto(keylink.url + "/control/events");
      const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel("From", { exact: true }).fill(day);
      await page.getByLabel("Person").selectOption({ index: 1 });
      await page.getByRole("button", { name: "Search" }).click();
      await page.waitForURL(`**from=${day}**`);
      assert.ok((await lines(page).count()) > 3);
      await page.getByTitle("Show all days").waitFor();
      await look(page, "events-day");
      await page.goto(`${keylink.url}/control/events?from=${day}T08:30&until=yesterday`);
      await page.getByText("is not a time").waitFor();
      await look(page, "events-day-wrong");
    });
  }
});

test("new lines come on top by themselves, and wait while somebody reads", async () => {
  await member({ viewport: DESK }, async (page) => {
    await page.goto(keylink.url + "/control/events?show=accesses");
    await page.getByText("Live", { exact: true }).waitFor();
    const count = await lines(page).count();
    await page.mouse.move(5, 5);
    await keylink.api("POST", `/doors/${keylink.doors[1].id}/unlock`, {});
    await page.waitForFunction((n) => document.querySelectorAll("ol.log .event").length === n, count + 1);
    await lines(page).first().hover();
    const before = await lines(page).first().boundingBox();
    for (let i = 0; i < 2; i++) await keylink.api("POST", `/doors/${keylink.doors[1].id}/unlock`, {});
    await page.getByRole("button", { name: "2 new events" }).waitFor();
    await look(page, "events-waiting");
    assert.deepEqual(await lines(page).first().boundingBox(), before, "nothing moved under the pointer");
    await page.mouse.move(5, 5);
    await page.waitForFunction((n) => document.querySelectorAll("ol.log .event").length === n, count + 3);
  });
});

test("a link's maker says of which arrivals they are told, at the desk and on the phone", async () => {
  await member({ viewport: DESK }, async (page) => {
    await page.goto(keylink.url + "/control/links/new");
    await page.getByText("Tell me when they arrive").waitFor();
    await look(page, "link-new-arrivals");
    await page.goto(`${keylink.url}/control/links/${link.id}`);
    const card = page.locator("#arrivals");
    await card.getByText("Every use").click();
    await card.getByText("Notification", { exact: true }).click();
    await card.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByText("told of arrivals from").first().waitFor();
    await page.locator("#arrivals").scrollIntoViewIfNeeded();
    await look(page, "link-arrivals");
  });
  await member({ viewport: PHONE }, async (page) => {
    await page.goto(`${keylink.url}/app/links/${link.id}`);
    const card = page.locator("#arrivals");
    await card.locator("summary").getByText("Every use").click();
    await card.scrollIntoViewIfNeeded();
    await look(page, "app-link-arrivals");
    await card.getByText("Never").click();
    await card.getByRole("button", { name: "Save" }).click();
    await card.locator("summary").getByText("Never").waitFor();
    await page.goto(keylink.url + "/app/share");
    await page.locator("#more > summary").click();
    await page.locator(".arrivals").scrollIntoViewIfNeeded();
    await look(page, "app-share-arrivals");
  });
});

// There is no push service in the tests' network: the browser's own half is played, everything else is real.
const played = () => {
  const listens = {
    toJSON: () => ({
      endpoint: "https://push.example.com/abc",
      keys: {
        p256dh: "BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY",
        auth: "_ordMnz7uTCmrpBTeUV4Bw",
      },
    }),
    unsubscribe: async () => localStorage.removeItem("played"),
  };
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    if (applicationServerKey.length !== 87) throw new Error("no key of a server");
    localStorage.setItem("played", "yes");
    return listens;
  };
  PushManager.prototype.getSubscription = async () => (localStorage.getItem("played") ? listens : null);
};

test("notifications are turned on for a device and off again; the worker shows what comes", async () => {
  await member({ viewport: PHONE, permissions: ["notifications"] }, async (page, context) => {
    await context.addInitScript(played);
    await page.goto(keylink.url + "/app/me");
    const card = page.locator("#notifications");
    await card.getByRole("button", { name: "Turn on for this device" }).click();
    await card.getByText("On: this device shows").waitFor();
    await page.reload();
    await card.getByRole("button", { name: "Turn off for this device" }).waitFor();
    await look(page, "app-me-notifications");
    const shown = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return registration.scope;
    });
    const session = await context.newCDPSession(page);
    const registration = new Promise((done) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const own = registrations.find((one) => one.scopeURL === shown);
        if (own) done(own.registrationId);
      });
    });
    await session.send("ServiceWorker.enable");
    const data = JSON.stringify({ title: "Mia, weekend", body: "opened Street door, 14:02", url: "/app/links", tag: "x" });
    await session.send("ServiceWorker.deliverPushMessage", { origin: keylink.url, registrationId: await registration, data });
    await page.waitForFunction(async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications();
      return all.length === 1 && all[0].title === "Mia, weekend" && all[0].body === "opened Street door, 14:02";
    });
    await card.getByRole("button", { name: "Turn off for this device" }).click();
    await card.getByText("Off: this device shows nothing").waitFor();
    await card.getByRole("button", { name: "Turn on for this device" }).waitFor();
    const log = await keylink.api("GET", "/events?q=notifications");
    assert.equal(log.items.length, 2);
  });
});
