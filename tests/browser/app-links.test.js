// The members' journeys with links: a door is shared, by whatever way; the link is changed, and ends.

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

test("a door is shared with a chip, and the guest's page opens", async () => {
  await member({}, async (page, context) => {
    await page.goto(keylink.url + "/app");
    await page.locator(`[data-door="${keylink.doors[0].id}"]`).getByRole("link", { name: /^Share/ }).click();
    await page.getByRole("heading", { name: "Share a guest access link" }).waitFor();
    assert.ok(await page.getByRole("checkbox", { name: keylink.doors[0].name }).isChecked());
    await page.getByLabel("Brief description").fill("Mia, weekend");
    await page.getByText("Later").click();
    await page.getByLabel("Starts on").waitFor();
    await page.getByText("Now", { exact: true }).click();
    await page.getByText("Custom").click();
    await page.getByLabel("Ends on").waitFor();
    await look(page, "app-share");
    await page.getByText("1 hour").click();
    await page.getByText(/It ends /).waitFor();
    await page.getByRole("button", { name: "Share access" }).click();
    await page.getByRole("heading", { name: "Choose how to send it" }).waitFor();
    await look(page, "app-shared");
    const url = await page.getByLabel("Guest access link", { exact: true }).inputValue();
    const way = (name) => page.getByRole("link", { name }).getAttribute("href");
    for (const [name, start] of [["E-mail", "mailto:"], ["Text message", "sms:"], ["WhatsApp", "https://wa.me/"]]) {
      const href = await way(name);
      assert.ok(href.startsWith(start) && decodeURIComponent(href).includes(url), href);
    }
    const guest = await context.newPage();
    await guest.goto(url);
    await guest.waitForTimeout(700);
    await hold(guest, guest.locator("button.press").first());
    await guest.getByText("Open. Push the door.").first().waitFor();

    await page.getByRole("link", { name: "Go to the link" }).click();
    const ends = page.locator("dd").nth(1);
    const before = await ends.innerText();
    await page.getByRole("button", { name: "1 hour more" }).click();
    await page.getByText("The link has more time.").waitFor();
    assert.notEqual(await ends.innerText(), before);
    await look(page, "app-link");
    await page.getByRole("link", { name: "Custom" }).click();
    await page.getByLabel("Brief description").fill("Mia, both days");
    await look(page, "app-link-change");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("heading", { name: "Mia, both days" }).waitFor();

    await page.goto(keylink.url + "/app/links");
    await look(page, "app-links");
    await page.getByRole("link", { name: /Mia, both days/ }).click();
    await page.getByRole("link", { name: "Revoke this link" }).click();
    await page.getByRole("dialog").waitFor();
    await page.getByRole("button", { name: "Revoke the link" }).click();
    await page.getByText("opens nothing any more").first().waitFor();
    await guest.goto(url);
    assert.equal(await guest.locator("button.press").count(), 0);
  });
});

test("the device's own share sheet is offered where there is one, with the whole text", async () => {
  await member({}, async (page, context) => {
    await context.addInitScript(() => {
      navigator.share = async (what) => { window.shared = what; };
    });
    await page.goto(keylink.url + "/app/links");
    await page.getByRole("link", { name: /Weekend, Mia/ }).first().click();
    await page.getByRole("button", { name: "Copy or share again" }).click();
    await page.getByRole("button", { name: /Share with this phone/ }).click();
    const shared = await page.evaluate(() => window.shared.text);
    assert.ok(shared.includes(await page.getByLabel("Guest access link", { exact: true }).inputValue()), shared);
  });
});
