// What people who do without a mouse rely on: lists that do not run away, questions that begin with No, a focus that stays.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, demo, DESK, look, onPage } from "./keylink.js";

let engine;
before(async () => {
  engine = await browser();
});
after(() => engine?.close());

test("by keyboard nothing happens that was not asked for", async () => {
  const keylink = await demo();
  try {
    const sites = (await keylink.api("GET", "/sites")).items;
    const loft = await keylink.api("POST", "/sites", { name: "Loft", zone: "America/New_York" });
    await keylink.api("POST", "/doors", { name: "Loft door", site_id: loft.id });
    await onPage(engine, { viewport: DESK }, async (page) => {
      await page.goto(keylink.sign_in_link);
      await page.getByRole("button", { name: /Sign in as/ }).click();
      await page.waitForURL("**/control");

      // Arrow keys walk through a filter's choices; the button takes one.
      await page.goto(keylink.url + "/control/links");
      const doors = page.getByLabel("Door", { exact: true });
      await doors.focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.waitForTimeout(300);
      assert.equal(new URL(page.url()).search, "");
      assert.notEqual(await doors.inputValue(), "");
      await page.getByRole("button", { name: "Filter" }).click();
      await page.waitForURL("**/control/links?**door=**");

      // Times are on the clock of the first door that is chosen.
      await page.goto(keylink.url + "/control/links/new");
      const clock = page.locator("[data-window-zone]");
      assert.equal(await clock.innerText(), sites[0].zone);
      await look(page, "link-new-zones");
      const berlin = await page.locator("[data-window]").getAttribute("data-now");
      await page.getByLabel("Loft door").check();
      assert.equal(await clock.innerText(), "America/New_York");
      assert.notEqual(await page.locator("[data-window]").getAttribute("data-now"), berlin);

      // A question begins with No.
      const ben = await keylink.api("POST", "/users", { name: "Ben", email: "ben@example.org" });
      await page.goto(`${keylink.url}/control/people/${ben.id}`);
      await page.getByRole("button", { name: "Suspend" }).first().press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Cancel");
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });

      // A tile that changes under the focus keeps it.
      await page.goto(keylink.url + "/control");
      const tile = page.locator("a.tile", { hasText: "Street door" });
      await tile.focus();
      const id = (await tile.getAttribute("href")).split("/").pop();
      await keylink.api("PATCH", `/doors/${id}`, { state: "unlocked" });
      await page.waitForFunction((id) => /held open|unlocked/i.test(document.getElementById(`door-${id}`).innerText), id);
      assert.equal(await page.evaluate(() => document.activeElement.id), `door-${id}`);
    });
  } finally {
    await keylink.stop();
  }
});
