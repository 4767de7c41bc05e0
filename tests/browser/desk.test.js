// The control center as a place to work in: every page at both sizes, going anywhere by keyboard, pages that are loaded
// again, and who lost the password.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { asMember, browser, demo, DESK, firstStart, look, onPage, PHONE, signIn } from "./keylink.js";

let keylink, engine, cookies;
before(async () => {
  [keylink, engine] = await Promise.all([demo(), browser()]);
  cookies = await signIn(engine, keylink);
});
after(async () => {
  await engine?.close();
  await keylink?.stop();
});

const at = (path) => new URL(path, keylink.url).href;
const LONG = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselverwaltung and everything beside it, on both floors";

// One of everything, with names as long as they may be.
async function furnished() {
  const { api, doors } = keylink;
  const user = await api("POST", "/users", { name: LONG, email: `${"long".repeat(12)}@lindenhof.example` });
  const door = await api("POST", "/doors", { name: LONG });
  const schedule = await api("POST", "/schedules", { name: LONG, hours: "mon-fri 08:00-18:00" });
  const group = await api("POST", "/groups", { kind: "users", name: LONG, members: [user.id] });
  const template = await api("POST", "/templates", { name: LONG, doors: [door.id], longest: "P7D" });
  const access = await api("POST", "/accesses", {
    user_id: user.id, door_id: door.id, remote_unlock: true, schedule_id: schedule.id,
  });
  await api("POST", "/credentials", { user_id: user.id, kind: "card", name: LONG, number: "123, 45678" });
  await api("POST", "/tokens", { name: LONG });
  const link = await api("POST", "/links", { name: LONG, doors: [...doors.map((one) => one.id), door.id], max_uses: 5 });
  await api("POST", `/links/${link.id}/webhook`);
  const dead = await api("POST", "/links", { name: "Plumber", doors: [doors[0].id] });
  await api("POST", `/links/${dead.id}/revoke`);
  const [site] = (await api("GET", "/sites")).items;
  const [controller] = (await api("GET", "/controllers")).items;
  return [
    "", "/go?q=donau", "/doors", "/doors/new", `/doors/${door.id}`, "/doors/groups", "/doors/schedules", "/schedules/new",
    `/schedules/${schedule.id}`, "/links", "/links/new", `/links/${link.id}`, `/links/${link.id}/revoke`, `/links/${dead.id}`,
    "/people", "/people/groups", `/groups/${group.id}`, `/people/${user.id}`, `/access/${access.id}`, "/events", "/events?q=donau",
    "/settings", "/settings/links", "/settings/templates/new", `/settings/templates/${template.id}`, "/settings/sites",
    `/settings/sites/${site.id}`, `/settings/sites/${site.id}/lockdown`, "/settings/controllers",
    `/settings/controllers/${controller.id}`, "/settings/controllers/new/uhppote", "/settings/controllers/new/mqtt_lock",
    "/settings/home-assistant", "/settings/alerts", "/settings/sending", "/settings/messages", "/settings/tokens", "/settings/own",
  ];
}

test("every page fits, whatever things are called", async () => {
  const paths = await furnished();
  await asMember(engine, cookies, {}, async (page) => {
    for (const path of paths) {
      for (const viewport of [DESK, { width: 1024, height: 768 }, PHONE, { width: 320, height: 640 }]) {
        await page.setViewportSize(viewport);
        const answer = await page.goto(at("/control" + path));
        assert.equal(answer.status(), 200, path);
        await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= viewport.width, `${path} is ${wide} wide at ${viewport.width}`);
        // What is to be seen of a row is seen without scrolling it.
        const hidden = await page.locator("main table").locator(".badge, .button").evaluateAll((all) => {
          const edge = (one) => (one.closest(".table-frame") ?? document.documentElement).getBoundingClientRect().right;
          return all.filter((one) => one.offsetParent && one.getBoundingClientRect().right > edge(one) + 1).map((one) => one.textContent.trim());
        });
        assert.deepEqual(hidden, [], `${path} at ${viewport.width}: out of sight`);
      }
    }
    await page.goto(at("/control/links"));
    await look(page, "links-long");
    await page.goto(at(paths.find((path) => path.startsWith("/people/0")).replace(/^/, "/control")));
    await look(page, "person-long");
    // A button within a row is pressed, not the row.
    await page.setViewportSize(PHONE);
    await page.goto(at("/control/settings/sites"));
    await page.getByRole("link", { name: "Lock down" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Lock down now" }).waitFor();
    await page.goto(at("/control/settings/tokens"));
    assert.ok(await page.locator(".tabs [aria-current]").isVisible());
    await look(page, "tokens-long");
  });
});

test("by Ctrl K one goes anywhere", async () => {
  await asMember(engine, cookies, { viewport: DESK }, async (page) => {
    await page.goto(at("/control"));
    await page.keyboard.press("Control+k");
    const box = page.getByRole("dialog", { name: "Go to" });
    await box.getByRole("searchbox").waitFor();
    await look(page, "go");
    await page.keyboard.type("flat");
    await box.getByRole("link", { name: /Flat 3/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/control/doors/${keylink.doors.find((door) => door.name === "Flat 3").id}`);

    await page.getByRole("link", { name: "Go to" }).click();
    await box.getByRole("searchbox").fill("messages");
    await box.getByRole("link", { name: "Messages Settings" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/control/settings/messages");

    // Rows by keyboard.
    await page.goto(at("/control/links"));
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    assert.equal(await page.locator("tbody input:checked").count(), 1);
  });
  // Without scripts it is a page.
  await asMember(engine, cookies, { javaScriptEnabled: false }, async (page) => {
    await page.goto(at("/control"));
    await page.getByRole("link", { name: "Go to" }).click();
    await page.getByRole("searchbox").fill("street");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Street door/ }).click();
    await page.getByRole("heading", { name: "Street door", level: 1 }).waitFor();
  });
});

test("a door is removed: it is gone from the lists, and its events still name it", async () => {
  const door = await keylink.api("POST", "/doors", { name: "Bicycle shed" });
  await keylink.api("POST", "/links", { name: "Courier", doors: [door.id] });
  await asMember(engine, cookies, { viewport: DESK }, async (page) => {
    await page.goto(at(`/control/doors/${door.id}`));
    await page.getByRole("link", { name: "Remove door" }).click();
    const question = page.getByRole("dialog");
    await question.getByText("1 link opens it, and nothing else.").waitFor();
    await look(page, "door-remove");
    await question.getByRole("button", { name: "Remove door" }).click();
    await page.getByText("The door was removed.").waitFor();
    assert.equal(await page.locator("main").getByText("Bicycle shed").count(), 0);
    await page.goto(at("/control/events"));
    const line = page.locator(".log li").filter({ hasText: "1 link opened it, and nothing else" });
    await line.getByText("Bicycle shed", { exact: true }).waitFor();
    await page.locator(".log").getByText("Bicycle shed (removed)").first().waitFor();
    assert.equal(await page.locator(`a[href="/control/doors/${door.id}"]`).count(), 0, "it leads nowhere");
    await look(page, "events-door-removed");
    await page.goto(at("/control/links"));
    await page.getByRole("link", { name: "Courier" }).click();
    await page.getByText("This link opens nothing: its doors were removed.").waitFor();
  });
});

test("a page that showed a secret, loaded again, makes no other", async () => {
  await asMember(engine, cookies, { viewport: DESK }, async (page) => {
    await page.goto(at("/control/settings/tokens"));
    await page.getByLabel("New token").fill("Once");
    await page.getByRole("button", { name: "Make token" }).click();
    await page.getByText("shown this once").waitFor();
    await page.reload();
    await page.getByText("nothing more was made now").waitFor();
    const tokens = (await keylink.api("GET", "/tokens")).items.filter((one) => one.name === "Once");
    assert.equal(tokens.length, 1);
  });
});

test("an owner who lost the password is let in by the machine, and sets another", async () => {
  const house = await firstStart();
  try {
    await onPage(engine, { viewport: DESK }, async (page, context) => {
      await page.goto(house.setup);
      await page.getByLabel("Organization").fill("Lindenhof");
      await page.getByLabel("Time zone of the building").fill("Europe/Berlin");
      await page.getByLabel("Your name").fill("Anna");
      await page.getByLabel("Your e-mail address").fill("anna@lindenhof.example");
      await page.getByLabel("Password").fill("rain on the roof");
      await page.getByRole("button", { name: "Set up and sign in" }).click();
      await page.waitForURL("**/control");
      await context.clearCookies();

      assert.match(await house.run("user", "list"), /anna@lindenhof.example/);
      await page.goto(await house.run("user", "sign-in-link", "--user", "anna@lindenhof.example"));
      await page.getByRole("button", { name: "Sign in as Anna" }).click();
      await page.getByText("the old one is not asked for").waitFor();
      await look(page, "own-recovering");
      await page.getByLabel("New password").fill("sun on the roof");
      await page.getByRole("button", { name: "Set password" }).click();
      await page.getByText("Your password was changed.").waitFor();
      await page.getByRole("button", { name: "Sign out" }).first().click();
      await page.getByLabel("E-mail address").fill("anna@lindenhof.example");
      await page.getByLabel("Password").fill("sun on the roof");
      await page.getByRole("button", { name: "Sign in with password" }).click();
      await page.waitForURL("**/control");
    });
  } finally {
    await house.stop();
  }
});
