// The members' app in its user's language: each journey's words, its direction, what is kept, and what is said offline.

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

const member = (locale, part) => asMember(engine, cookies, { locale }, part);
const button = (page) => page.locator("button.press").first();

const WORDS = {
  de: { opened: "Offen. Dr\u00fccken Sie die T\u00fcr auf.", share: "Zugang teilen", doors: "T\u00fcren", offline: "Ihr Handy ist offline.", dir: "ltr" },
  ar: { opened: "\u0641\u064f\u062a\u062d. \u0627\u062f\u0641\u0639 \u0627\u0644\u0628\u0627\u0628.", share: "\u0645\u0634\u0627\u0631\u0643\u0629 \u0627\u0644\u062f\u062e\u0648\u0644", doors: "\u0627\u0644\u0623\u0628\u0648\u0627\u0628", offline: "\u0647\u0627\u062a\u0641\u0643 \u063a\u064a\u0631 \u0645\u062a\u0635\u0644.", dir: "rtl" },
  ja: { opened: "", share: "\u5171\u6709\u3059\u308b", doors: "\u30c9\u30a2", offline: "\u30b9\u30de\u30fc\u30c8\u30d5\u30a9\u30f3\u304c\u30aa\u30d5\u30e9\u30a4\u30f3\u3067\u3059\u3002", dir: "ltr" },
};

for (const [tag, words] of Object.entries(WORDS)) {
  test(`a door is opened and shared in ${tag}`, async () => {
    await member(tag, async (page, context) => {
      await page.goto(keylink.url + "/app");
      assert.equal(await page.locator("html").getAttribute("dir"), words.dir);
      await page.getByRole("heading", { name: words.doors, exact: true }).waitFor();
      await look(page, `app-${tag}-doors`);
      await hold(page, button(page));
      if (words.opened) await button(page).getByText(words.opened).waitFor();
      await page.locator('button.press[data-tone="good"]').first().waitFor();
      await look(page, `app-${tag}-opened`);
      await context.setOffline(true);
      const second = page.locator("button.press").nth(1);
      await hold(page, second);
      await second.getByText(words.offline).waitFor({ timeout: 2000 });
      await look(page, `app-${tag}-offline-press`);
      await context.setOffline(false);

      await page.goto(`${keylink.url}/app/share?door=${keylink.doors[0].id}`);
      await page.locator("#name").fill("Mia");
      await page.locator("#more > summary").click();
      await look(page, `app-${tag}-share`);
      await page.getByRole("button", { name: words.share }).click();
      await page.locator("#url").waitFor();
      const message = await page.locator("#message").inputValue();
      assert.ok(message.includes(await page.locator("#url").inputValue()) && !message.includes("sends you"), message);
      await look(page, `app-${tag}-shared`);
      await page.goto(keylink.url + "/app/links");
      await look(page, `app-${tag}-links`);
      await page.locator("main a.row").first().click();
      await page.locator("#change").waitFor();
      await look(page, `app-${tag}-link`);
      await page.goto(keylink.url + "/app/activity");
      await look(page, `app-${tag}-activity`);
      assert.ok(!(await page.locator("main").innerText()).includes("opened"));
      await page.goto(keylink.url + "/app/me");
      await look(page, `app-${tag}-me`);
    });
  });
}

test("a language is chosen, is kept, and is that of the offline page, too", async () => {
  await member("en-GB", async (page, context) => {
    await page.goto(keylink.url + "/app/me");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.getByLabel("Language of this app").selectOption("sl");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.getByText("Shranjeno.").waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "sl");
    const other = await context.newPage();
    await other.goto(keylink.url + "/app");
    await other.getByRole("heading", { name: "Vrata", exact: true }).waitFor();
    // The worker of the new language takes the old one's place.
    await other.waitForFunction(async () => {
      const kept = await caches.match("/app/offline");
      return (await kept?.text())?.includes("Niste povezani");
    }, null, { timeout: 15000 });
    // That it is shown without a connection is tried with the app; here, how it looks.
    await other.goto(keylink.url + "/app/offline");
    await other.getByRole("heading", { name: /Niste povezani/ }).waitFor();
    await look(other, "app-sl-offline");
  });
});

test("every page fits a phone of 320 px in every language", async () => {
  await asMember(engine, cookies, { viewport: { width: 320, height: 640 } }, async (page, context) => {
    await page.goto(keylink.url + "/app/me");
    const tags = await page.locator("#language option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
    assert.equal(tags.length, 21);
    for (const tag of tags) {
      await context.addCookies([{ name: "keylink_language", value: tag, url: keylink.url + "/app" }]);
      for (const path of ["/app", "/app/share", "/app/links", "/app/me"]) {
        await page.goto(keylink.url + path);
        assert.equal(await page.locator("html").getAttribute("lang"), tag);
        for (const more of await page.locator("main details").all()) await more.evaluate((one) => { one.open = true; });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${tag} ${path} is ${wide} wide`);
      }
    }
  });
});
