// A controller that Keylink calls: chosen by its kind, set up, tested, given a door, opened; by an administrator and by a
// guest. The device is a fake Shelly by its maker's documents.

import { createServer } from "node:http";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, demo, DESK, hold, look, onPage, PHONE } from "./keylink.js";

// The fake is on this machine, which is closed to drivers unless it is named.
process.env.KEYLINK_DRIVER_NETWORKS = "127.0.0.0/8";

let engine;
before(async () => {
  engine = await browser();
});
after(() => engine?.close());

async function shelly() {
  const relay = { output: false, moves: 0, last: null };
  const server = createServer((request, answer) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      const said = { "/shelly": () => ({ gen: 3, id: "shelly1g3-5432044e2bd4", app: "S1G3", ver: "1.4.4" }) };
      said["/rpc/Switch.GetStatus"] = () => ({ id: 0, output: relay.output });
      said["/rpc/Switch.Set"] = () => {
        const was = relay.output;
        relay.last = JSON.parse(body);
        relay.output = relay.last.on;
        relay.moves += 1;
        setTimeout(() => { relay.output = false; }, relay.last.toggle_after * 1000).unref();
        return { was_on: was };
      };
      answer.setHeader("Content-Type", "application/json");
      answer.end(JSON.stringify(said[request.url]?.() ?? {}));
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { relay, base: `http://localhost:${server.address().port}`, stop: () => server.close() };
}

test("a Shelly is added, tested, and opens a door", async () => {
  const [keylink, device] = [await demo(), await shelly()];
  try {
    await onPage(engine, { viewport: DESK }, async (page) => {
      await page.goto(keylink.sign_in_link);
      await page.getByRole("button", { name: /Sign in as/ }).click();
      await page.waitForURL("**/control");
      await page.goto(keylink.url + "/control/settings/controllers");
      await look(page, "controllers-kinds");
      await page.getByRole("link", { name: /^Shelly/ }).click();
      await page.getByLabel("Name", { exact: true }).fill("Relay behind the letter boxes, Lindenhof 4, ground floor");
      await page.getByLabel("Address").fill("not an address");
      await page.getByRole("button", { name: "Add controller" }).click();
      await page.getByText(/is no address/).waitFor();
      await look(page, "controller-wrong");
      await page.getByLabel("Address").fill(device.base);
      await page.getByRole("button", { name: "Add controller" }).click();
      await page.getByRole("button", { name: "Test connection" }).click();
      await page.getByRole("status").first().waitFor();
      await look(page, "controller-tested");
      await page.getByText("It answers.").waitFor();
      await page.getByText(/S1G3/).waitFor();
      await page.getByRole("link", { name: "Add a door here" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Yard gate");
      await page.getByLabel("Channel").fill("0");
      await page.getByRole("button", { name: "Add door" }).click();
      await page.getByText("The door was added").waitFor();
      await page.goto(keylink.url + "/control/settings/controllers");
      await page.getByRole("link", { name: /Relay behind/ }).click();
      await page.getByRole("button", { name: "Unlock now" }).click();
      await page.getByText("Yard gate: Open.").waitFor();
      assert.equal(device.relay.moves, 1);
      assert.deepEqual(device.relay.last, { id: 0, on: true, toggle_after: 5 });
      await page.getByText("Edit", { exact: true }).click();
      await look(page, "controller");
    });
    const door = (await keylink.api("GET", "/doors")).items.find((door) => door.name === "Yard gate");
    const link = await keylink.api("POST", "/links", { name: "Mia", doors: [door.id], duration: "PT2H" });
    const before = device.relay.moves;
    await onPage(engine, { viewport: PHONE }, async (page) => {
      await page.goto(link.url);
      const button = page.locator("button.press").first();
      await button.waitFor();
      await page.waitForTimeout(700);
      await hold(page, button);
      await page.getByText("Open. Push the door.").first().waitFor({ timeout: 15000 });
    });
    assert.equal(device.relay.moves, before + 1);
  } finally {
    await keylink.stop();
    device.stop();
  }
});

test("an agent is added and given a code", async () => {
  const keylink = await demo();
  try {
    await onPage(engine, { viewport: DESK }, async (page) => {
      await page.goto(keylink.sign_in_link);
      await page.getByRole("button", { name: /Sign in as/ }).click();
      await page.waitForURL("**/control");
      await page.goto(keylink.url + "/control/settings/controllers");
      await page.getByRole("link", { name: /^Keylink agent/ }).click();
      await look(page, "agent-new");
      await page.getByLabel("Name", { exact: true }).fill("Raspberry Pi in the cellar, Lindenhof 4");
      await page.getByRole("button", { name: "Add controller" }).click();
      await look(page, "agent-added");
      await page.getByRole("button", { name: "Make an enrolment code" }).click();
      const command = await page.getByLabel("Command").inputValue();
      assert.match(command, /^keylink agent enrol http\S+ [0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
      await look(page, "agent-code");
      await page.setViewportSize(PHONE);
      await look(page, "agent-code-phone");
      await page.getByRole("button", { name: "Test connection" }).click();
      await page.getByText(/not connected, or does not answer/).first().waitFor();
    });
  } finally {
    await keylink.stop();
  }
});
