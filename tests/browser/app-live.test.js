// The members' app while things change around it: what comes by itself, and what is not lost when the line is.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { asMember, browser, demo, hold, look, signIn } from "./keylink.js";

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
const heading = (page, name) => page.getByRole("heading", { name, exact: true });

test("a lockdown, and doors that are given and renamed, are shown without a reload", async () => {
  const site = (await keylink.api("GET", "/sites")).items[0].id;
  await member({}, async (page) => {
    await page.goto(keylink.url + "/app");
    await keylink.api("PATCH", `/sites/${site}`, { lockdown: true });
    await page.getByText("Nobody opens anything there from afar.").waitFor();
    await look(page, "app-lockdown");
    await hold(page, page.locator("button.press").first());
    await page.getByText("The building is locked down.").waitFor();
    await keylink.api("PATCH", `/sites/${site}`, { lockdown: false });
    await page.getByText("Nobody opens anything there from afar.").waitFor({ state: "detached" });
    const cellar = await keylink.api("POST", "/doors", { name: "Cellar" });
    // An answer that is being read comes first.
    await heading(page, "Cellar").waitFor({ timeout: 60000 });
    await keylink.api("PATCH", `/doors/${cellar.id}`, { name: "Wine cellar" });
    await heading(page, "Wine cellar").waitFor();
    await keylink.api("DELETE", `/doors/${cellar.id}`);
    await heading(page, "Wine cellar").waitFor({ state: "detached" });
  });
});

test("what was typed stays when a template is chosen, and when the line is lost; the link is made once", async () => {
  const door = keylink.doors[0].id;
  const template = await keylink.api("POST", "/templates", { name: "Cleaning", doors: [door], longest: "PT2H" });
  await member({}, async (page, context) => {
    await page.goto(keylink.url + "/app");
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.goto(keylink.url + "/app/share");
    await page.getByLabel("Brief description").fill("Ola");
    await page.getByRole("button", { name: "Cleaning" }).click();
    await page.getByText("2 hours, the longest").waitFor();
    await look(page, "app-share-chosen");
    assert.equal(await page.getByLabel("Brief description").inputValue(), "Ola");
    assert.equal(await page.getByText("1 day", { exact: true }).count(), 0, "what the template forbids is not offered");
    await page.getByText("1 hour", { exact: true }).click();
    await page.getByText("More", { exact: true }).click();
    await page.getByLabel("PIN").first().fill("4711");

    await context.setOffline(true);
    await page.getByRole("button", { name: "Share access" }).click();
    await page.getByRole("heading", { name: "You are offline." }).waitFor();
    await context.setOffline(false);
    await page.waitForURL(`**/app/share?template=${template.id}`);
    await page.getByText("Ends:").waitFor();
    assert.equal(await page.getByLabel("Brief description").inputValue(), "Ola");
    assert.equal(await page.locator("#pin").inputValue(), "4711");
    assert.equal(await page.locator('[name="ends"]:checked').inputValue(), "hour");
    const kept = await page.evaluate(() => Object.keys(sessionStorage));
    assert.deepEqual(kept, [], "nothing is kept longer than it is needed");
    // Whoever presses Enter in a field means the form's own button.
    await page.getByLabel("Brief description").press("Enter");
    await page.getByRole("heading", { name: "The link is ready." }).waitFor();
  });
  const made = (await keylink.api("GET", "/links")).items.filter((link) => link.name === "Ola");
  assert.equal(made.length, 1);
  assert.equal(made[0].template_id, template.id);
});
