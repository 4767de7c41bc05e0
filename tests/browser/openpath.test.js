// Openpath's journey: a cloud key with dates, its webhook URL, a program and a guest that open two doors.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, demo, DESK, hold, look, looking, onPage, SIZES } from "./keylink.js";

let keylink, engine, session;
// The demo's link signs in once; the journeys share what it gave.
before(async () => {
  [keylink, engine] = await Promise.all([demo(), browser()]);
  await onPage(engine, {}, async (page, context) => {
    await page.goto(keylink.sign_in_link);
    await page.getByRole("button").first().click();
    await page.waitForURL("**/control**");
    session = await context.storageState();
  });
});
after(async () => {
  await engine?.close();
  await keylink?.stop();
});

const at = (path) => new URL(path, keylink.url).href;
const post = async (url, body) => {
  const answer = await fetch(url, { method: "POST", body: body && JSON.stringify(body) });
  return { status: answer.status, ...(await answer.json()) };
};

for (const [where, viewport] of SIZES) test(`get a webhook URL, generate links, a program and a guest open two doors ${where}`, async () => {
  const look = looking(viewport);
  const season = `Season ${where}`;
  await onPage(engine, { viewport, storageState: session }, async (page, context) => {
    const me = await keylink.api("GET", "/me");
    await page.goto(at(`/control/people/${me.id}`));
    await page.getByText("Add user credential").click();
    await page.getByLabel("Name of the credential").fill(season);
    await look(page, "credential-new");
    await page.getByRole("button", { name: "Give credential" }).click();
    await page.getByText("The cloud key was given.").waitFor();
    await look(page, "person");
    const row = page.getByRole("row", { name: new RegExp(season) });
    await row.getByRole("link", { name: "Change" }).click();
    await look(page, "credential-change");
    await page.goBack();

    await row.getByRole("link", { name: "Get webhook URL" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Parcels");
    for (const door of keylink.doors) await page.getByRole("checkbox", { name: door.name }).check();
    await page.getByRole("button", { name: "Generate links" }).click();
    await page.getByText("QR code", { exact: true }).click();
    await look(page, "links-generated");
    const webhook = await page.getByRole("textbox", { name: "Webhook URL" }).inputValue();
    const guest = await page.getByLabel("Guest access link", { exact: true }).inputValue();

    const unnamed = await post(webhook);
    assert.equal(unnamed.status, 422);
    for (const door of keylink.doors) {
      const answer = await post(webhook, { door: door.id });
      assert.deepEqual([answer.status, answer.outcome], [200, "opened"]);
    }
    const told = await context.newPage();
    await told.goto(webhook);
    await told.getByText("Looking at it opened nothing").waitFor();

    const phone = await context.newPage();
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goto(guest);
    await phone.waitForTimeout(700);
    await hold(phone, phone.locator("button.press").first());
    await phone.getByText("Push the door").first().waitFor();

    await page.getByRole("link", { name: "Go to the link" }).click();
    await look(page, "link-with-webhook");
    await page.getByRole("button", { name: "Copy again" }).click();
    assert.equal(await page.getByRole("textbox", { name: "Webhook URL" }).inputValue(), webhook);
  });
  await onPage(engine, { viewport }, async (page) => {
    const copied = await keylink.api("GET", "/links");
    const shown = await keylink.api("POST", `/links/${copied.items[0].id}/webhook`);
    await page.goto(shown.url);
    await look(page, "webhook");
  });
});


test("several links are revoked after one question", async () => {
  for (const name of ["One", "Two", "Three"]) {
    await keylink.api("POST", "/links", { name, doors: [keylink.doors[0].id], duration: "PT1H" });
  }
  await onPage(engine, { viewport: DESK, storageState: session }, async (page) => {
    await page.goto(at("/control/links"));
    await look(page, "links");
    for (const name of ["One", "Two"]) await page.getByRole("checkbox", { name: `Choose ${name}` }).check();
    await page.getByRole("button", { name: "Revoke chosen links" }).click();
    await page.getByRole("heading", { name: "Revoke 2 links?" }).waitFor();
    await look(page, "links-revoke");
    await page.getByRole("button", { name: "Revoke them" }).click();
    await page.getByText("The links were revoked.").waitFor();
    await page.goto(at("/control/events"));
    await page.getByText("Export").click();
    await look(page, "events-export");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
    assert.match(file.suggestedFilename(), /^events-\d{4}-\d\d-\d\d\.csv$/);
  });
});
