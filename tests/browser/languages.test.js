// The guest page in its languages: chosen without scripts, written in its own direction, fitting small screens.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, demo, hold, look, onPage } from "./keylink.js";

let keylink, engine;
before(async () => {
  [keylink, engine] = await Promise.all([demo(), browser()]);
});
after(async () => {
  await engine?.close();
  await keylink?.stop();
});

const link = (extra = {}) => keylink.api("POST", "/links", {
  name: "Journey", doors: keylink.doors.map((door) => door.id), duration: "PT1H", ...extra,
});
const tags = (page) => page.locator(".languages a").evaluateAll((all) => all.map((one) => one.lang));
const size = (page) => page.evaluate(() => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return { wide: scrollWidth, high: scrollHeight };
});
// Text at twice its size, as phones set it for those who need it.
const enlarge = (page) => page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });

test("a language is chosen without scripts, and the press is answered in it", async () => {
  const { url } = await link();
  await onPage(engine, { javaScriptEnabled: false }, async (page) => {
    await page.goto(url);
    await page.locator(".languages summary").click();
    await page.getByRole("link", { name: "Slovenščina" }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "sl");
    await page.locator("button.press").first().click();
    await page.getByRole("heading", { name: "Vpišite to število" }).waitFor();
    await page.locator("#number").fill(await page.locator(".figure").innerText());
    await page.locator("button.go").click();
    await page.getByRole("heading", { name: "Odprto. Potisnite vrata." }).waitFor();
  });
});

test("the browser's language is the page's; the menu fits the phone", async () => {
  const { url } = await link();
  await onPage(engine, { locale: "zh-TW" }, async (page) => {
    await page.goto(url);
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hant");
    await page.locator(".languages summary").click();
    await look(page, "guest-languages");
    for (const viewport of [{ width: 320, height: 480 }, { width: 390, height: 844 }]) {
      await page.setViewportSize(viewport);
      const box = await page.locator(".languages ul").boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, JSON.stringify(box));
      assert.ok(box.y + box.height <= viewport.height, JSON.stringify(box));
    }
  });
});

for (const [tag, opened] of [["ar", "فُتح. ادفع الباب."], ["he", "נפתחה. לדחוף את הדלת."]]) {
  test(`from right to left: ${tag}`, async () => {
    const { url } = await link();
    await onPage(engine, { locale: tag }, async (page) => {
      await page.goto(url);
      assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
      const [head, menu] = await Promise.all([page.locator("h1").boundingBox(), page.locator(".languages").boundingBox()]);
      assert.ok(menu.x < head.x, "the menu stands at the line's end, on the left");
      await look(page, `guest-${tag}-two-doors`);
      await hold(page, page.locator("button.press").first());
      await page.locator("[data-answer]").first().getByText(opened).waitFor();
      await look(page, `guest-${tag}-opened`);
    });
  });
}

test("pictures where words are long or letters tall", async () => {
  const [two, one] = [await link(), await link({ doors: [keylink.doors[0].id] })];
  for (const tag of ["de", "ja", "hi", "el"]) {
    await onPage(engine, { locale: tag }, async (page) => {
      await page.goto(two.url);
      await look(page, `guest-${tag}-two-doors`);
      await page.goto(one.url);
      await look(page, `guest-${tag}-one-door`);
    });
  }
});

test("days before its time, the page says so in its own plurals", async () => {
  const from = new Date(Date.now() + (4 * 24 + 1) * 3600 * 1000).toISOString();
  const { url } = await link({ duration: undefined, valid_from: from });
  await onPage(engine, { locale: "sl" }, async (page) => {
    await page.goto(url);
    await page.locator("[data-clock]").getByText("čez 4 dni", { exact: true }).waitFor();
  });
});

test("two doors fit 360x640 in every language, without anything sideways at 320, nor at twice the size of text", async () => {
  const [two, one] = [await link(), await link({ doors: [keylink.doors[0].id] })];
  await onPage(engine, { viewport: { width: 360, height: 640 } }, async (page) => {
    await page.goto(two.url);
    for (const tag of await tags(page)) {
      await page.setViewportSize({ width: 360, height: 640 });
      await page.goto(`${two.url}?lang=${tag}`);
      assert.equal(await page.locator("html").getAttribute("lang"), tag);
      const { wide, high } = await size(page);
      assert.ok(high <= 640 && wide <= 360, `${tag}: ${wide}x${high}`);
      for (const url of [two.url, one.url]) {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(`${url}?lang=${tag}`);
        assert.ok((await size(page)).wide <= 320, `${tag} is wider than 320`);
        await page.setViewportSize({ width: 390, height: 844 });
        await enlarge(page);
        assert.ok((await size(page)).wide <= 390, `${tag} is wider than 390 at twice the size`);
        const spill = await page.locator("button.press").evaluateAll((all) =>
          all.some((one) => one.querySelector(".label").getBoundingClientRect().width > one.getBoundingClientRect().width));
        assert.ok(!spill, `${tag}: a button's words leave it at twice the size`);
      }
    }
  });
});
