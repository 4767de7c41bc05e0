// What a link may carry for its guest: passing it on, a PIN, one device, whom to ask; and nothing of it for robots.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { asMember, browser, demo, hold, look, onPage, signIn } from "./keylink.js";

let keylink, engine, cookies;
before(async () => {
  [keylink, engine] = await Promise.all([demo(), browser()]);
  cookies = await signIn(engine, keylink);
});
after(async () => {
  await engine?.close();
  await keylink?.stop();
});

const link = (extra = {}) => keylink.api("POST", "/links", {
  name: "Weekend, Mia", doors: keylink.doors.map((door) => door.id), duration: "P1D", ...extra,
});
const button = (page, door = 0) => page.locator("button.press").nth(door);
const opened = (page, door = 0) => page.locator("[data-answer]").nth(door).getByText("Open. Push the door.").waitFor();
const open = async (page) => {
  await page.waitForTimeout(700);
  await hold(page, button(page));
  await opened(page);
};

// The number that a form wants typed stands in its label.
async function typeNumber(page) {
  const label = await page.locator("label[for=number]").innerText();
  await page.locator("#number").fill(/\d+/.exec(label)[0]);
}

async function passOn(page, name) {
  await page.getByRole("link", { name: "Pass it on" }).click();
  await page.locator("#name").fill(name);
  await page.locator("input[name=doors]").nth(1).uncheck();
  await typeNumber(page);
  await page.getByRole("button", { name: "Make the link" }).click();
  return page.locator("#address").inputValue();
}

async function noOverflow(page, width) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${wide} at ${width}: ${page.url().replace(/\/k\/\w+/, "/k/...")}`);
  await page.setViewportSize(before);
}

for (const script of [true, false]) {
  test(`a guest passes the link on, the other opens a door, it is withdrawn (${script ? "with" : "without"} scripts)`, async () => {
    const { id, url } = await link({ share_on: true, max_uses: 5 });
    await onPage(engine, { javaScriptEnabled: script }, async (page) => {
      await page.goto(url);
      if (script) await look(page, "guest-may-share");
      await page.getByRole("link", { name: "Pass it on" }).click();
      if (script) await look(page, "guest-share");
      await noOverflow(page, 320);
      await page.goto(url);
      const given = await passOn(page, "Tom 🗝");
      if (script) await look(page, "guest-given");
      const branch = (await keylink.api("GET", `/links/${id}/branches`)).items[0];
      assert.equal(branch.name, "Tom 🗝");
      await onPage(engine, {}, async (other) => {
        await other.goto(given);
        await other.getByText("Passed on to you").waitFor();
        assert.equal(await button(other).count(), 1);
        await open(other);
        if (script) await look(other, "guest-branch-opened");
      });
      assert.deepEqual(await keylink.unlocks(branch.id), ["unlock.granted", "unlock.opened"]);
      assert.equal((await keylink.api("GET", `/links/${id}`)).uses, 1);
      if (script) {
        await asMember(engine, cookies, {}, async (control) => {
          await control.goto(`${keylink.url}/control/links/${id}`);
          await look(control, "control-link-passed-on");
          await control.goto(`${keylink.url}/control/links/${branch.id}`);
          await look(control, "control-branch");
        });
      }
      await page.getByRole("link", { name: "Pass it on" }).click();
      if (script) await look(page, "guest-share-given");
      await page.getByRole("link", { name: "Withdraw" }).click();
      await typeNumber(page);
      if (script) await look(page, "guest-withdraw");
      await page.getByRole("button", { name: "Withdraw" }).click();
      await page.getByText("withdrawn").waitFor();
      assert.equal((await fetch(given)).status, 410);
    });
  });
}

for (const script of [true, false]) {
  test(`a PIN is asked once on each device (${script ? "with" : "without"} scripts)`, async () => {
    const { id, url } = await link({ pin: "4711", doors: [keylink.doors[0].id] });
    await onPage(engine, { javaScriptEnabled: script }, async (page) => {
      await page.goto(url);
      if (script) await look(page, "guest-pin");
      await page.locator("#pin").fill("4712");
      await page.getByRole("button", { name: "Go on" }).click();
      await page.getByRole("alert").waitFor();
      if (script) await look(page, "guest-pin-wrong");
      await page.locator("#pin").fill("4711");
      await page.getByRole("button", { name: "Go on" }).click();
      await button(page).waitFor();
      await page.goto(url);
      await button(page).waitFor();
      if (script) await open(page);
      if (script) {
        // Another PIN while the page is open: the next press opens nothing, and the page asks anew.
        await keylink.api("PATCH", `/links/${id}`, { pin: "9753" });
        await page.waitForTimeout(700);
        await hold(page, button(page));
        await page.locator("#pin").waitFor({ timeout: 60000 });
      }
    });
    const kinds = await keylink.unlocks(id);
    assert.equal(kinds.filter((kind) => kind === "unlock.opened").length, script ? 1 : 0);
  });
}

test("a link for the first device only refuses the second, until its maker lets it go", async () => {
  const { id, url } = await link({ first_device_only: true, contact: "maker" });
  await keylink.api("PUT", "/me/contact", { phone: "+43 660 1234567", mail: "anna@example.com", note: "Not before eight, please." });
  await onPage(engine, {}, async (first) => {
    await first.goto(url);
    await open(first);
    await onPage(engine, {}, async (second) => {
      await second.goto(url);
      await second.getByText("This link belongs to another device").waitFor();
      await look(second, "guest-other-device");
      assert.equal(await button(second).count(), 0);
      await keylink.api("POST", `/links/${id}/device/free`, {});
      await second.goto(url);
      await open(second);
    });
    await first.reload();
    await first.getByText("This link belongs to another device").waitFor();
  });
});

test("whom to ask is one press away, by telephone, WhatsApp and mail", async () => {
  await keylink.api("PUT", "/me/contact", { phone: "+43 660 1234567", mail: "anna@example.com", note: "Not before eight, please." });
  const { url } = await link({ contact: "maker", share_on: true });
  await onPage(engine, {}, async (page) => {
    await page.goto(url);
    await page.getByText("Ask ").first().click();
    const ways = await page.locator(".more .way").evaluateAll((all) => all.map((one) => one.href));
    assert.deepEqual(ways, ["tel:+436601234567", "https://wa.me/436601234567", "mailto:anna@example.com"]);
    await look(page, "guest-ask");
    await noOverflow(page, 320);
  });
});

test("long names, emoji and text of the other direction fit", async () => {
  const door = keylink.doors[0];
  const long = "باب‌الشارع الرئيسي 🗝 Donaudampfschifffahrtsgesellschaftshauptverwaltungsgebäude Stiege 3 Hintereingang";
  await keylink.api("PATCH", `/doors/${door.id}`, { name: long });
  const { url } = await link({ share_on: true, language: "ar" });
  await onPage(engine, { locale: "ar" }, async (page) => {
    await page.goto(url);
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
    await look(page, "guest-rtl-long");
    for (const width of [320, 390]) await noOverflow(page, width);
    await page.goto(`${url}/share?lang=ar`);
    await look(page, "guest-rtl-share");
    for (const width of [320, 390]) await noOverflow(page, width);
  });
  for (const name of ["x".repeat(5000), "Tom \u202Eresu", "\u200B"]) {
    const answer = await fetch(`${keylink.url}/api/v1/doors/${door.id}`, {
      method: "PATCH",
      headers: { Authorization: `Bearer ${keylink.api_token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ name }),
    });
    assert.ok([400, 422].includes(answer.status), `${answer.status}`);
    assert.match((await answer.json()).detail ?? "", /name|too long|character|empty/);
  }
  await keylink.api("PATCH", `/doors/${door.id}`, { name: door.name });
});

// Fetches, runs scripts, fills in and submits each form, clicks the three largest controls, follows each link.
async function robot(page, url) {
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    for (const path of ["", "/unlock", "/state", "/share", "/share/withdraw", "/pin"]) await fetch(url + path, { method });
  }
  await page.goto(url);
  const paths = await page.evaluate(() => Array.from(document.querySelectorAll("a[href]"), (one) => one.href).filter((href) => href.startsWith(location.origin)));
  for (const path of [url, ...paths.slice(0, 4)]) {
    await page.goto(path);
    await page.waitForTimeout(800);
    const boxes = await page.locator("button, a, input, summary").evaluateAll((all) => all
      .map((one, index) => [one.getBoundingClientRect().width * one.getBoundingClientRect().height, index])
      .sort((a, b) => b[0] - a[0]).slice(0, 3).map(([, index]) => index));
    for (const index of boxes) {
      await page.locator("button, a, input, summary").nth(index).click({ timeout: 2000, noWaitAfter: true }).catch(() => {});
      await page.waitForTimeout(150);
      if (page.url() !== path) await page.goto(path);
    }
    const forms = await page.locator("form").count();
    for (let index = 0; index < forms; index += 1) {
      await page.goto(path);
      await Promise.all([
        page.waitForNavigation({ timeout: 5000 }).catch(() => {}),
        page.evaluate((index) => {
          const form = document.querySelectorAll("form")[index];
          for (const field of form.querySelectorAll("input:not([type=hidden]):not([type=checkbox])")) {
            field.value = field.inputMode === "numeric" ? "1" : "Robot";
          }
          form.submit();
        }, index),
      ]);
    }
  }
}

test("a robot that fetches, submits every form and clicks the three largest controls opens and makes nothing", async () => {
  const shared = await link({ share_on: true });
  const pinned = await link({ share_on: true, pin: "4711" });
  for (const { id, url } of [shared, pinned]) {
    await onPage(engine, {}, (page) => robot(page, url));
    const kinds = await keylink.unlocks(id);
    assert.ok(!kinds.includes("unlock.granted"), kinds.join());
    assert.deepEqual((await keylink.api("GET", `/links/${id}/branches`)).items, []);
  }
});

test("the form of a link offers it all, and says what it does", async () => {
  await asMember(engine, cookies, {}, async (page) => {
    await page.goto(`${keylink.url}/control/links/new`);
    await page.locator("details.more-fields summary").click();
    await look(page, "control-link-new");
    await page.getByLabel("PIN").fill("12");
    await page.locator("#name").fill("Mia");
    await page.locator("input[name=doors]").first().check();
    await page.getByRole("button", { name: "Create link" }).click();
    await page.getByText("A PIN is 4 to 8 digits").waitFor();
    await page.goto(`${keylink.url}/control/settings/own`);
    await look(page, "control-own-contact");
  });
});
