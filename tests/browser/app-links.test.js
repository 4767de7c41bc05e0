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

// What a page tells the server of links that were handed to programs of the device, as it goes out.
function handed(page) {
  const told = [];
  page.on("request", (request) => new URL(request.url()).pathname.endsWith("/handed") && told.push(request.postData()));
  return told;
}
const noted = (page) => page.waitForResponse((answer) => answer.url().endsWith("/handed") && answer.status() === 204);

test("a door is shared with a chip, and the guest's page opens", async () => {
  await member({}, async (page, context) => {
    await page.goto(keylink.url + "/app");
    await page.locator(`[data-door="${keylink.doors[0].id}"]`).getByRole("link", { name: /^Share/ }).click();
    await page.getByRole("heading", { name: "Share a guest access link" }).waitFor();
    assert.ok(await page.getByRole("checkbox", { name: keylink.doors[0].name }).isChecked());
    await page.getByLabel("Brief description").fill("Mia, weekend");
    await page.getByText("Later", { exact: true }).click();
    await page.getByLabel("Starts on").waitFor();
    await page.getByText("Now", { exact: true }).click();
    await page.getByText("Custom", { exact: true }).click();
    await page.getByLabel("Ends on").waitFor();
    await look(page, "app-share");
    await page.getByText("1 hour", { exact: true }).click();
    await page.getByText(/Ends: /).waitFor();
    await page.getByRole("button", { name: "Share access" }).click();
    await page.getByRole("heading", { name: "Choose how to send it" }).waitFor();
    await look(page, "app-shared");
    const url = await page.getByLabel("Guest access link", { exact: true }).inputValue();
    const way = (name) => page.getByRole("link", { name }).getAttribute("href");
    for (const [name, start] of [["E-mail", "mailto:"], ["Text message", "sms:"], ["WhatsApp", "https://wa.me/"]]) {
      const href = await way(name);
      assert.ok(href.startsWith(start) && decodeURIComponent(href).includes(url), href);
    }
    // WhatsApp is pressed twice, and the address is copied: a line for each way.
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await context.route("https://wa.me/**", (route) => route.fulfill({ contentType: "text/html", body: "WhatsApp" }));
    const told = handed(page);
    for (let press = 0; press < 2; press += 1) {
      const [chat] = await Promise.all([
        context.waitForEvent("page"), noted(page), page.getByRole("link", { name: "WhatsApp" }).click(),
      ]);
      await chat.getByText("WhatsApp").waitFor();
      await chat.close();
    }
    await Promise.all([noted(page), page.getByRole("button", { name: "Copy the link" }).click()]);
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), url);
    // What is taken along by the keyboard, or a finger held on it, was copied, too; a minute has not passed.
    await page.getByLabel("Guest access link", { exact: true }).selectText();
    await Promise.all([noted(page), page.keyboard.press("Control+c")]);
    await page.getByRole("link", { name: "QR code" }).click();
    assert.deepEqual(told, ["way=whatsapp", "way=whatsapp", "way=copy", "way=copy"]);
    const guest = await context.newPage();
    await guest.goto(url);
    await guest.waitForTimeout(700);
    await hold(guest, guest.locator("button.press").first());
    await guest.getByText("Open. Push the door.").first().waitFor();

    await page.getByRole("link", { name: "Go to the link" }).click();
    const lines = page.locator(".log li");
    for (const way of [/ handed link .* to WhatsApp/, / copied link .* to hand it on/]) {
      assert.equal(await lines.filter({ hasText: way }).count(), 1, `${way}: ${await lines.allInnerTexts()}`);
    }
    const ends = page.locator("dd").nth(1);
    const before = await ends.innerText();
    await page.getByRole("button", { name: "1 hour more" }).click();
    await page.getByText("The link has more time.").waitFor();
    assert.notEqual(await ends.innerText(), before);
    await look(page, "app-link");
    await page.getByRole("link", { name: "Custom" }).click();
    await page.getByLabel("Brief description").fill("Mia, both days");
    await look(page, "app-link-change");
    await page.locator("#change").getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Mia, both days" }).waitFor();

    await page.goto(keylink.url + "/app/links");
    await look(page, "app-links");
    await page.getByRole("link", { name: /Mia, both days/ }).click();
    await page.getByRole("link", { name: "Revoke this link" }).click();
    await page.getByRole("dialog").waitFor();
    await page.getByRole("button", { name: "Revoke the link" }).click();
    await page.getByText("This link was revoked and opens nothing any more.").waitFor();
    await guest.goto(url);
    assert.equal(await guest.locator("button.press").count(), 0);
  });
});

test("the phone's share: choose a door, describe it, share it by the phone's own sheet; the guest opens", async () => {
  await member({}, async (page, context) => {
    // Stubbed at the browser's edge alone: what is handed to the phone is what a chat would get.
    await context.addInitScript(() => {
      window.handed = [];
      navigator.share = async (what) => {
        window.handed.push(what);
        // The first time somebody closes the sheet without choosing.
        if (window.handed.length === 1) throw new DOMException("closed", "AbortError");
      };
    });
    await page.goto(keylink.url + "/app");
    await page.locator(`[data-door="${keylink.doors[0].id}"]`).getByRole("link", { name: /^Share/ }).click();
    await page.getByLabel("Brief description").fill("Tom, parcel");
    await page.getByRole("button", { name: "Share access" }).click();
    const sheet = page.getByRole("button", { name: /Share with this phone/ });
    const told = handed(page);
    await sheet.click();
    await page.waitForFunction(() => window.handed.length === 1);
    await Promise.all([noted(page), sheet.click()]);
    await page.waitForFunction(() => window.handed.length === 2);
    assert.deepEqual(told, ["way=share_sheet"], "a sheet that was closed handed nothing over");
    const shared = await page.evaluate(() => window.handed[1].text);
    const url = /http\S+/.exec(shared)[0];
    assert.equal(url, await page.getByLabel("Guest access link", { exact: true }).inputValue());
    const guest = await context.newPage();
    await guest.goto(url);
    await guest.waitForTimeout(700);
    await hold(guest, guest.locator("button.press").first());
    await guest.getByText("Open. Push the door.").first().waitFor();
    // It is shared again from its page: the same address.
    await page.goto(keylink.url + "/app/links");
    await page.getByRole("link", { name: /Tom, parcel/ }).first().click();
    await page.getByRole("button", { name: "Copy or share again" }).click();
    await page.getByRole("button", { name: /Share with this phone/ }).click();
    assert.ok((await page.evaluate(() => window.handed.at(-1).text)).includes(url));
    const { items } = await keylink.api("GET", "/events?kind=link.handed&q=parcel");
    assert.deepEqual(items.map((event) => event.detail), [{ way: "share_sheet" }]);
  });
});

test("where a browser has no sheet of its own, none is offered, and the text can be copied", async () => {
  await member({}, async (page) => {
    await page.goto(keylink.url + "/app/links");
    await page.getByRole("link", { name: /Weekend, Mia/ }).first().click();
    await page.getByRole("button", { name: "Copy or share again" }).click();
    await page.getByRole("heading", { name: "Choose how to send it" }).waitFor();
    const has = await page.evaluate(() => "share" in navigator);
    assert.equal(await page.getByRole("button", { name: /Share with this phone/ }).isVisible(), has);
    await page.getByRole("button", { name: "Copy the link" }).click();
    await page.getByText(/^(Copied|Press Ctrl C)$/).waitFor();
  });
});

test("a link with a PIN, for one device, for three uses: made under More, changed, freed, and its history", async () => {
  await member({}, async (page, context) => {
    await page.goto(`${keylink.url}/app/share?door=${keylink.doors[0].id}`);
    await page.getByLabel("Brief description").fill("Cleaner");
    await page.locator("#more > summary").click();
    await page.getByLabel("PIN").fill("4711");
    await page.getByLabel("First device only").check();
    await page.getByLabel("The guest may pass it on").check();
    await page.getByLabel("Number of uses").fill("3");
    await page.getByText("Never", { exact: true }).click();
    await look(page, "app-share-more");
    await page.getByRole("button", { name: "Share access" }).click();
    const url = await page.getByLabel("Guest access link", { exact: true }).inputValue();

    const phone = await engine.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
    const guest = await phone.newPage();
    await guest.goto(url);
    await guest.locator("input[name=pin]").fill("4711");
    await guest.locator("button.go").click();
    await guest.locator("button.press").first().waitFor();
    await guest.waitForTimeout(700);
    await hold(guest, guest.locator("button.press").first());
    await guest.getByText("Open. Push the door.").first().waitFor();
    await phone.close();

    await page.getByRole("link", { name: "Go to the link" }).click();
    await page.getByText("1 of 3").waitFor();
    await page.getByText(/It opens only on one device, since/).waitFor();
    await look(page, "app-link-one-device");
    await page.getByRole("button", { name: "Let it take another device" }).click();
    await page.getByText("The link may take another device.").waitFor();
    await page.getByText(/opens only on one device/).waitFor({ state: "detached" });
    await page.locator("#change > summary").click();
    await page.locator("#more > summary").click();
    await look(page, "app-link-more");
    await page.getByLabel("Ask for no PIN any more").check();
    await page.getByLabel("First device only").uncheck();
    await page.locator("#change").getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    const other = await context.newPage();
    await other.goto(url);
    await other.locator("button.press").first().waitFor();
  });
});

test("thirty doors with long names: found by a part of the name, one shared, the others folded away", async () => {
  const long = "Verwaltungsgeb\u00e4udeseitentreppenhausaufgangst\u00fcr";
  for (let n = 1; n <= 28; n += 1) {
    const door = await keylink.api("POST", "/doors", { name: n === 7 ? `${long} ${n}` : `Flat ${100 + n}`, site: keylink.doors[0].site });
    assert.ok(door.id);
  }
  await member({}, async (page) => {
    await page.goto(keylink.url + "/app");
    const count = await page.locator("[data-door]").count();
    assert.ok(count >= 30, `${count} doors`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.getByLabel("Find a door").fill("seitentreppen");
    assert.equal(await page.locator("[data-door]:visible").count(), 1);
    await look(page, "app-doors-found");
    await page.getByLabel("Find a door").fill("no such door");
    await page.getByText("There is no door of this name.").waitFor();
    await page.getByLabel("Find a door").fill("");
    await look(page, "app-doors-many");
    await page.goto(`${keylink.url}/app/share?door=${keylink.doors[0].id}`);
    assert.equal(await page.locator('[name="doors"]:visible').count(), 1);
    await page.getByText("More doors").click();
    assert.ok(await page.locator('[name="doors"]:visible').count() >= 30);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const cut = await page.locator(".boxes, .box").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth).length);
    assert.equal(cut, 0, "a long name is cut off");
    await look(page, "app-share-many");
  });
});
