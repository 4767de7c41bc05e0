// The members' journeys: their doors, their activity, and no connection.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { asMember, browser, demo, DESK, hold, look, onPage, signIn } from "./keylink.js";

let keylink, engine, cookies;
before(async () => {
  [keylink, engine] = await Promise.all([demo(), browser()]);
  cookies = await signIn(engine, keylink);
});
after(async () => {
  await engine?.close();
  await keylink?.stop();
});

const member = (options, part) => asMember(engine, cookies, options, part);
const card = (page, door = 0) => page.locator(`[data-door="${keylink.doors[door].id}"]`);
const button = (page, door = 0) => card(page, door).locator("button.press");
const own = async () => (await keylink.unlocks()).length;
const noneSideways = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test("who is not signed in is asked to; who is opens a door by holding its button", async () => {
  await onPage(engine, {}, async (page) => {
    await page.goto(keylink.url + "/app");
    await page.waitForURL("**/sign-in?next=/app");
  });
  await member({}, async (page) => {
    await page.goto(keylink.url + "/app");
    await card(page).getByText("locked", { exact: true }).waitFor();
    await look(page, "app-doors");
    const box = await button(page).boundingBox();
    assert.ok(box.height >= 44, JSON.stringify(box));
    await hold(page, button(page));
    await button(page).getByText("Open. Push the door.").waitFor();
    // The status beside it changes by itself.
    await card(page).getByText("unlocked", { exact: true }).waitFor();
    await look(page, "app-opened");
  });
});

test("a click, a short hold and a robot's click open nothing; by keyboard the second press does", async () => {
  await member({}, async (page) => {
    const before = await own();
    await page.goto(keylink.url + "/app");
    await button(page).click();
    await card(page).getByText("Hold the button until it fills.").waitFor();
    await hold(page, button(page), 200);
    await page.evaluate(() => document.querySelectorAll("button.press").forEach((one) => { one.click(); one.click(); }));
    await button(page).focus();
    await page.keyboard.press("Enter");
    await button(page).getByText("Press again to unlock").waitFor();
    assert.equal(await own(), before);
    // Some screen readers report one activation twice: what comes within a moment counts as one.
    await page.waitForTimeout(500);
    await page.keyboard.press("Enter");
    await button(page).getByText("Open. Push the door.").waitFor();
    assert.equal(await own(), before + 2);
  });
});

test("without scripts a press is a form, and its answer loaded again moves nothing again", async () => {
  await member({ javaScriptEnabled: false }, async (page) => {
    const before = await own();
    await page.goto(keylink.url + "/app");
    await button(page).click();
    await card(page).getByText("Open. Push the door.").waitFor();
    await page.reload();
    await card(page).getByText("Open. Push the door.").waitFor();
    assert.equal(await own(), before + 2);
  });
});

test("every page fits at 320 px, with text of twice the size, and has large targets", async () => {
  await member({ viewport: { width: 320, height: 640 } }, async (page) => {
    for (const path of ["/app", "/app/share", "/app/links", "/app/activity", "/app/me", "/app/offline"]) {
      await page.goto(keylink.url + path);
      assert.ok(await noneSideways(page), `${path} at 320 px`);
      const small = await page.evaluate(() => [...document.querySelectorAll("main a, main button, .tabbar a, label.chip, label.box")]
        // Links within a sentence are as high as its lines.
        .filter((one) => one.checkVisibility() && !one.closest(".said, p.help, label .quiet"))
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44)
        .map(([html, box]) => `${html} ${box.width}x${box.height}`));
      assert.deepEqual(small, [], path);
    }
    // As a browser whose text is set to twice the size.
    for (const path of ["/app", "/app/share", "/app/links", "/app/activity", "/app/me"]) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(keylink.url + path);
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
      assert.ok(await noneSideways(page), `${path} at 200 %`);
      await page.screenshot({ path: `../../artifacts/browser/app-large-text${path.replaceAll("/", "-")}.png` });
    }
  });
});

test("activity, oneself, and the way out", async () => {
  await member({ viewport: DESK }, async (page) => {
    await page.goto(keylink.url + "/app/activity");
    await page.locator(".event").first().waitFor();
    await look(page, "app-activity");
    await page.getByRole("link", { name: "Me" }).click();
    await page.getByText("On your home screen").waitFor();
    await look(page, "app-me");
  });
});

test("offline: the button says so at once and nothing waits; pages are honest; then all is as before", async () => {
  await member({}, async (page, context) => {
    await page.goto(keylink.url + "/app");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    const before = await own();
    await context.setOffline(true);
    await hold(page, button(page));
    await button(page).getByText("Your phone is offline.").waitFor({ timeout: 1000 });
    await card(page).getByText("Nothing waits to be sent later.").waitFor();
    await look(page, "app-offline-press");
    await page.getByRole("link", { name: "Links" }).click();
    await page.getByRole("heading", { name: "Doors open only with a connection." }).waitFor();
    await look(page, "app-offline");
    const kept = await page.evaluate(async () => {
      const urls = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
      }
      return urls;
    });
    assert.deepEqual(kept.filter((path) => !path.startsWith("/assets/")), ["/app/offline"], "no page about anybody is kept");
    await context.setOffline(false);
    // The page that was asked for comes by itself.
    await page.getByRole("heading", { name: "Links", exact: true }).waitFor();
    assert.equal(await own(), before);
  });
});

test("a server that is away is told apart from an open door", async () => {
  const other = await demo();
  await asMember(engine, await signIn(engine, other), {}, async (page) => {
    await page.goto(other.url + "/app");
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await other.stop();
    await hold(page, page.locator("button.press").first());
    await page.locator("button.press").first().getByText("No answer reached your phone.").waitFor({ timeout: 15000 });
    await page.reload();
    await page.getByRole("heading", { name: "You are offline." }).waitFor();
  });
});
