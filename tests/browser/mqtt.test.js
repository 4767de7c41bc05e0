// A lock on an MQTT broker of the owner's own: added, tested and opened from the control center and by a guest; and the doors
// announced to a home automation on the same broker, which opens one. The broker is a real mosquitto.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { asMember, browser, demo, DESK, hold, look, onPage, PHONE, signIn } from "./keylink.js";

// The broker is on this machine, which is closed to drivers unless it is named.
process.env.KEYLINK_DRIVER_NETWORKS = "127.0.0.0/8";

let engine;
before(async () => {
  engine = await browser();
});
after(() => engine?.close());

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function until(what, holds) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`waited in vain until ${what}`);
}

// A client of MQTT 3.1.1 that says and hears words: as much as a simple lock knows.
async function client(port, name, topics, hears) {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  await new Promise((done) => socket.once("connect", done));
  const text = (word) => Buffer.concat([Buffer.from([0, Buffer.byteLength(word)]), Buffer.from(word)]);
  const packet = (kind, ...parts) => {
    const body = Buffer.concat(parts);
    const length = body.length < 128 ? [body.length] : [(body.length % 128) | 128, Math.floor(body.length / 128)];
    socket.write(Buffer.concat([Buffer.from([kind, ...length]), body]));
  };
  let rest = Buffer.alloc(0);
  socket.on("data", (part) => {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      if (rest.length < 2) return;
      const [length, head] = rest[1] < 128 ? [rest[1], 2] : [(rest[1] & 127) + rest[2] * 128, 3];
      if (rest.length < head + length) return;
      const [kind, body] = [rest[0] >> 4, rest.subarray(head, head + length)];
      rest = rest.subarray(head + length);
      if (kind === 3) {
        const end = 2 + body.readUInt16BE(0);
        hears(body.subarray(2, end).toString(), body.subarray(end).toString());
      }
    }
  });
  packet(0x10, text("MQTT"), Buffer.from([4, 2, 0, 0]), text(name));
  if (topics.length > 0) packet(0x82, Buffer.from([0, 1]), ...topics.flatMap((topic) => [text(topic), Buffer.from([0])]));
  return {
    say: (topic, word, kept = false) => packet(kept ? 0x31 : 0x30, text(topic), Buffer.from(word)),
    end: () => socket.destroy(),
  };
}

async function mosquitto() {
  const folder = mkdtempSync(join(tmpdir(), "mosquitto-"));
  const port = await freePort();
  writeFileSync(join(folder, "conf"), `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser root\n`);
  const process = spawn("/usr/sbin/mosquitto", ["-c", join(folder, "conf")], { stdio: "ignore" });
  await until("the broker listens", () => new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); done(true); });
    socket.on("error", () => done(false));
  }));
  return { port, stop: () => { process.kill(); rmSync(folder, { recursive: true, force: true }); } };
}

async function lock(port) {
  const state = { moves: 0 };
  const device = await client(port, "lock", ["home-assistant/gate/set"], (_, word) => {
    if (word !== "UNLOCK") return;
    state.moves += 1;
    device.say("home-assistant/gate/state", "UNLOCKED", true);
    setTimeout(() => device.say("home-assistant/gate/state", "LOCKED", true), 300).unref();
  });
  device.say("home-assistant/gate/state", "LOCKED", true);
  device.say("home-assistant/gate/availability", "online", true);
  return { state, end: device.end };
}

test("a lock on MQTT opens from everywhere, also from a home automation", async () => {
  const [keylink, broker] = [await demo(), await mosquitto()];
  const device = await lock(broker.port);
  const heard = [];
  const automation = await client(broker.port, "automation", ["homeassistant/#", "keylink-doors/#"], (topic, word) => {
    heard.push([topic, word]);
  });
  try {
    const cookies = await signIn(engine, keylink);
    await asMember(engine, cookies, { viewport: DESK }, async (page) => {
      await page.goto(keylink.url + "/control/settings/controllers");
      await page.getByRole("link", { name: /MQTT lock or switch/ }).click();
      await look(page, "mqtt-lock-new");
      await page.getByLabel("Name", { exact: true }).fill("Yard gate\u2019s lock");
      await page.getByLabel("Broker").fill("http://127.0.0.1");
      await page.getByText("More settings").click();
      await page.getByLabel("Topic for commands").fill("a/#");
      await look(page, "mqtt-lock-more");
      await page.getByRole("button", { name: "Add controller" }).click();
      await page.getByText(/is no broker/).waitFor();
      await page.getByLabel("Broker").fill(`mqtt://127.0.0.1:${broker.port}`);
      await page.getByRole("button", { name: "Add controller" }).click();
      await page.getByText(/without the signs/).waitFor();
      await look(page, "mqtt-lock-wrong");
      await page.getByLabel("Topic for commands").fill("");
      await page.getByRole("button", { name: "Add controller" }).click();
      await page.getByRole("link", { name: "Add a door here" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Yard gate");
      await page.getByLabel("Channel").fill("gate");
      await page.getByRole("button", { name: "Add door" }).click();
      await page.getByText("The door was added").waitFor();
      await page.goto(keylink.url + "/control/settings/controllers");
      await page.getByRole("link", { name: /Yard gate/ }).click();
      await page.getByRole("button", { name: "Test connection" }).click();
      await page.getByText("It answers.").waitFor();
      await page.getByText(/gate: it is there; locked/).waitFor();
      await page.getByRole("button", { name: "Unlock now" }).click();
      await page.getByText("Yard gate: Open.").waitFor();
      await look(page, "mqtt-lock-opened");
      assert.equal(device.state.moves, 1);
    });
    const door = (await keylink.api("GET", "/doors")).items.find((door) => door.name === "Yard gate");
    const link = await keylink.api("POST", "/links", { name: "Mia", doors: [door.id], duration: "PT2H" });
    await onPage(engine, { viewport: PHONE }, async (page) => {
      await page.goto(link.url);
      const button = page.locator("button.press").first();
      await button.waitFor();
      await page.waitForTimeout(700);
      await hold(page, button);
      await page.getByText("Open. Push the door.").first().waitFor({ timeout: 15000 });
    });
    assert.equal(device.state.moves, 2);
    await asMember(engine, cookies, { viewport: DESK }, async (page) => {
      await page.goto(keylink.url + "/control/settings/home-assistant");
      await look(page, "home-assistant");
      await page.getByLabel("MQTT broker").fill(`mqtt://127.0.0.1:${broker.port}`);
      await page.getByRole("button", { name: "Announce doors" }).click();
      await until("the doors are announced", async () => {
        await page.goto(keylink.url + "/control/settings/home-assistant");
        return page.getByText("The doors are announced.").isVisible();
      });
      await look(page, "home-assistant-announced");
    });
    const told = heard.find(([topic, word]) => topic.startsWith("homeassistant/lock/") && word.includes("Yard gate"));
    automation.say(JSON.parse(told[1]).command_topic, "UNLOCK");
    await until("the lock moves", () => device.state.moves === 3);
    await until("the access is told", () => heard.some(([topic, word]) => topic.endsWith("/access") && word.includes("opened")));
  } finally {
    automation.end();
    device.end();
    await keylink.stop();
    broker.stop();
  }
});
