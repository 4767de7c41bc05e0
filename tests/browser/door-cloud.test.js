// Door Cloud's journey: a link with a delayed start and a length, mailed through a real mail server, read, opened,
// seen to arrive, changed, revoked; and then the guest is refused.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, DESK, firstStart, hold, look, onPage, parts, PHONE, postOffice, virtualDoor } from "./keylink.js";

let engine, post, keylink, session, origin, stopDoor;
before(async () => {
  [post, engine] = await Promise.all([postOffice(), browser()]);
  keylink = await firstStart({
    KEYLINK_MAIL_HOST: "127.0.0.1",
    KEYLINK_MAIL_PORT: post.port,
    KEYLINK_MAIL_ENCRYPTION: "none",
    KEYLINK_MAIL_FROM: "Lindenhof <keys@lindenhof.example>",
  });
  await onPage(engine, { viewport: DESK }, async (page, context) => {
    await page.goto(keylink.setup);
    for (const [label, text] of [
      ["Organization", "Lindenhof"], ["Time zone of the building", "Europe/Ljubljana"], ["Your name", "Anna"],
      ["Your e-mail address", "anna@lindenhof.example"], ["Password", "rain on the roof"],
    ]) await page.getByLabel(label).fill(text);
    await page.getByRole("button", { name: "Set up and sign in" }).click();
    await page.waitForURL("**/control");
    origin = new URL(page.url()).origin;
    await page.goto(origin + "/control/doors/new");
    await page.getByLabel("Name", { exact: true }).fill("Street door");
    await page.getByRole("button", { name: "Add door" }).click();
    await page.getByText("virtual-door").first().waitFor();
    const told = await page.locator("main").innerText();
    const login = /--login[= ](\S+)/.exec(told)[1];
    const password = /KEYLINK_DOOR_PASSWORD=['"]?([0-9a-z]{26})/.exec(told)?.[1] ?? /\b[0-9a-hjkmnp-tv-z]{26}\b/.exec(told)[0];
    stopDoor = virtualDoor(keylink.broker, login, password);
    await page.goto(origin + "/control/doors");
    await page.getByText("locked", { exact: true }).first().waitFor({ timeout: 15000 });
    session = await context.storageState();
  });
});
after(async () => {
  await engine?.close();
  await stopDoor?.();
  await keylink?.stop();
  await post?.stop();
});

// The site's clock some days from now, as a field for date and time takes it.
function inDays(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.toISOString().slice(0, 10)}T15:00`;
}

async function journey(size, number) {
  let address;
  await onPage(engine, { viewport: size, storageState: session }, async (page, context) => {
    await page.goto(origin + "/control/links/new");
    await page.getByLabel("Name", { exact: true }).fill("Weekend, Mia");
    await page.getByRole("checkbox", { name: "Street door" }).check();
    await page.getByLabel("Starts").fill(inDays(2));
    await page.getByText("For…", { exact: true }).click();
    await page.getByLabel("Lasts").fill("2");
    await page.getByLabel("Unit").first().selectOption("days");
    await page.getByText("Limits, PIN, passing on, contact, language, note").click();
    await page.getByLabel("Language of the page").selectOption("sl");
    await page.getByRole("button", { name: "Create link" }).click();
    await page.getByText("The link is ready.").waitFor();

    await page.getByLabel(/^To/).fill("mia@example.com");
    await page.getByLabel("Your own words").fill("See you on Friday!\nAnna");
    await page.getByRole("button", { name: "Send link" }).click();
    const mail = await post.mail(number, "mia@example.com");
    assert.deepEqual(mail.to, ["mia@example.com"]);
    const read = parts(mail.message);
    assert.equal(read.subject, "Ključ za vas: Lindenhof");
    address = /http:\S+\/k\/[0-9a-z]{26}/.exec(read["text/plain"].text)[0];
    assert.match(read["text/plain"].text, /See you on Friday!/);
    assert.match(read["text/plain"].text, /Deluje od: /);
    assert.match(read["text/calendar"].text, /BEGIN:VEVENT[^]*DTSTART:\d{8}T1[34]0000Z/);
    await seeMail(context, read);
    // What became of it stands on the link's page.
    await page.waitForURL(/\/control\/links\/[0-9a-f-]+/);
    await page.waitForFunction(async () => {
      const text = await (await fetch(location.href)).text();
      return text.includes(" sent link ");
    });
    await page.reload();
    await look(page, `door-cloud-sent-${number}`);

    const guest = await context.newPage();
    await guest.setViewportSize(PHONE);
    await guest.goto(address);
    await guest.getByText("Not open yet").waitFor();
    await look(guest, `door-cloud-early-${number}`);

    await page.getByLabel("Starts").fill("");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Saved.").waitFor();
    await guest.goto(address);
    await guest.waitForTimeout(700);
    await hold(guest, guest.locator("button.press").first());
    await guest.getByText("Open. Push the door.").first().waitFor();

    await page.reload();
    await page.getByText(/opened\s*Street door/).first().waitFor();
    await look(page, `door-cloud-arrived-${number}`);
    await page.goto(origin + "/control");
    await page.getByText("Weekend, Mia").first().waitFor();
    await page.goBack();

    await page.getByRole("link", { name: "Revoke" }).click();
    await page.getByRole("button", { name: /^Revoke/ }).last().click();
    await page.getByText("It opens nothing any more.").first().waitFor();
    // The guest's page of before still has its button; pressing it opens nothing.
    const again = guest.locator("button.press").first();
    if (await again.count()) {
      await hold(guest, again);
      await guest.getByText(/withdrawn/).first().waitFor();
    }
    await guest.goto(address);
    await guest.getByText("This link was withdrawn").waitFor();
    assert.equal(await guest.locator("button.press").count(), 0);
    await look(guest, `door-cloud-refused-${number}`);
  });
}

// The mail as a mail program shows it, to be looked at.
async function seeMail(context, read) {
  const id = /src="cid:([^"]+)"/.exec(read["text/html"].text)[1];
  assert.equal(read["image/png"].head["content-id"], `<${id}>`);
  const picture = `data:image/png;base64,${read["image/png"].bytes.toString("base64")}`;
  const shown = await context.newPage();
  await shown.setContent(read["text/html"].text.replace(`cid:${id}`, picture));
  assert.ok(await shown.locator("img").evaluate((image) => image.naturalWidth > 100));
  const { mkdirSync } = await import("node:fs");
  const folder = process.env.KEYLINK_PICTURES ?? "../../artifacts/browser";
  mkdirSync(folder, { recursive: true });
  for (const [size, viewport] of [["phone", PHONE], ["desk", DESK]]) {
    await shown.setViewportSize(viewport);
    await shown.screenshot({ path: `${folder}/door-cloud-mail-${size}.png`, fullPage: true });
  }
  await shown.close();
}

test("a delayed link is mailed, opened, changed and revoked at the desk", () => journey(DESK, 0));
test("the same on a phone", () => journey(PHONE, 1));

test("a link is made and mailed in the app, and the guest opens", async () => {
  await onPage(engine, { viewport: PHONE, storageState: session }, async (page, context) => {
    await page.goto(origin + "/app");
    await page.getByRole("link", { name: "Share" }).first().click();
    await page.getByLabel("Brief description").fill("Parcel, Leo");
    await page.getByRole("button", { name: "Share access" }).click();
    await page.getByText("The link is ready.").waitFor();
    await look(page, "app-shared-sending");
    await page.getByLabel("To", { exact: true }).fill("leo@example");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator("#send_address-error").waitFor();
    assert.equal(await page.getByLabel("To", { exact: true }).inputValue(), "leo@example");
    await look(page, "app-sending-wrong");
    await page.getByLabel("To", { exact: true }).fill("leo@example.com");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("It is on its way.").first().waitFor();
    const mail = await post.mail(0, "leo@example.com");
    assert.deepEqual(mail.to, ["leo@example.com"]);
    await page.waitForFunction(async () => (await (await fetch(location.href)).text()).includes("<span>sent</span>"));
    await page.reload();
    await page.getByText("What Keylink sent").waitFor();
    await look(page, "app-sent");

    const guest = await context.newPage();
    await guest.setViewportSize(PHONE);
    await guest.goto(/http:\S+\/k\/[0-9a-z]{26}/.exec(parts(mail.message)["text/plain"].text)[0]);
    await guest.waitForTimeout(700);
    await hold(guest, guest.locator("button.press").first());
    await guest.getByText("Open. Push the door.").first().waitFor();
  });
});

test("limits, templates and messages are looked at", async () => {
  await onPage(engine, { viewport: DESK, storageState: session }, async (page) => {
    await page.goto(origin + "/control/settings/links");
    await look(page, "settings-links-empty");
    await page.getByLabel("Longest link").fill("7");
    await page.getByLabel("Largest number of uses").fill("20");
    await page.getByRole("button", { name: "Save limits" }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("link", { name: "New template" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("Wöchentliche Treppenhausreinigungsfirma ".repeat(3).slice(0, 118));
    await page.getByRole("checkbox", { name: "Street door" }).check();
    await page.getByLabel("Longest link").fill("12");
    await page.getByLabel("Unit").selectOption("hours");
    await page.getByLabel("Weekly hours").fill("tue,fri 09:00-12:00");
    await page.getByLabel("Words to the guest").fill("Please lock up when you leave.");
    await look(page, "template-new");
    await page.getByRole("button", { name: "Create template" }).click();
    await page.getByText("The template was created.").waitFor();
    await look(page, "settings-links");
    await page.goto(origin + "/control/links/new");
    await page.getByRole("button", { name: /Wöchentliche/ }).first().click();
    await page.getByText("12 hours, the longest").waitFor();
    await look(page, "link-new-template");
    await page.goto(origin + "/app/share");
    await page.getByRole("button", { name: /Wöchentliche/ }).first().click();
    await page.getByText("12 hours, the longest").waitFor();
    await look(page, "app-share-template");
    for (const query of ["", "?channel=mail&language=ar", "?channel=sms&language=de", "?channel=slack&language=zh-Hant"]) {
      await page.goto(origin + "/control/settings/messages" + query);
      await page.getByText("Example as text").waitFor();
      await look(page, `messages${query.replace(/\W+/g, "-")}`);
    }
    await page.goto(origin + "/control/settings/messages");
    await page.getByLabel("Text", { exact: true }).fill("Dear {gest}, come in.");
    await page.getByRole("button", { name: "Save words" }).click();
    await page.getByText("is no place that can be filled in").waitFor();
    await look(page, "messages-wrong");
  });
});
