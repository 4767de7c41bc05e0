// Devices on the network: searched for, added with their doors in three presses. The network is a responder and a board
// on this machine, by the protocols' documents.

import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, demo, DESK, look, onPage } from "./keylink.js";

process.env.KEYLINK_DRIVER_NETWORKS = "127.0.0.0/8";

let engine;
before(async () => {
  engine = await browser();
});
after(() => engine?.close());

const labels = (name) => Buffer.concat([...name.split(".").map((label) => Buffer.concat([Buffer.from([Buffer.byteLength(label)]), Buffer.from(label)])), Buffer.from([0])]);
const short = (...numbers) => Buffer.concat(numbers.map((number) => Buffer.from([number >> 8, number & 255])));
const record = (name, kind, data) => Buffer.concat([labels(name), short(kind, 0x8001, 0, 120, data.length), data]);

// All that one device says by mDNS.
function says(service, label, port, words, ip) {
  const [instance, host] = [`${label}.${service}`, `${label}.local`];
  const text = Buffer.concat(words.map((word) => Buffer.concat([Buffer.from([word.length]), Buffer.from(word)])));
  const records = [
    record(service, 12, labels(instance)),
    record(instance, 33, Buffer.concat([short(0, 0, port), labels(host)])),
    record(instance, 16, text),
    record(host, 1, Buffer.from(ip)),
  ];
  return Buffer.concat([short(0, 0x8400, 0, 4, 0, 0), ...records]);
}

// Whoever asks there is answered so.
async function responder(answers) {
  const socket = createSocket("udp4");
  socket.on("message", (asked, from) => answers(asked).forEach((said) => socket.send(said, from.port, from.address)));
  await new Promise((done) => socket.bind(0, "127.0.0.1", done));
  return { address: `127.0.0.1:${socket.address().port}`, stop: () => socket.close() };
}

async function shelly() {
  const said = {
    "/shelly": { gen: 3, id: "shellypro2-5432044e2bd4", app: "Pro2", ver: "1.4.4" },
    "/rpc/Switch.GetStatus": { id: 0, output: false },
    "/rpc/Shelly.GetConfig": { "switch:0": { id: 0, name: "Yard gate" }, "switch:1": { id: 1, name: null } },
  };
  const server = createServer((request, answer) => {
    request.resume();
    answer.setHeader("Content-Type", "application/json");
    answer.end(JSON.stringify(said[request.url] ?? {}));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { port: server.address().port, stop: () => server.close() };
}

test("a device is found and has its doors after three presses", async () => {
  const device = await shelly();
  const names = await responder(() => [
    says("_shelly._tcp.local", "shellypro2-5432044e2bd4", device.port, ["gen=3", "app=Pro2", "ver=1.4.4"], [127, 0, 0, 1]),
    says("_esphomelib._tcp.local", "gate", 6053, ["friendly_name=Donaudampfschifffahrtsgesellschaft, Hintereingang", "version=2026.10.1", "board=esp32dev"], [127, 0, 0, 21]),
    says("_home-assistant._tcp.local", "Home", 8123, ["location_name=Lindenhof", "version=2026.11.2"], [127, 0, 0, 10]),
    says("_shelly._tcp.local", "elsewhere", 80, ["gen=2"], [192, 168, 7, 7]),
  ]);
  const boards = await responder((asked) => {
    const said = Buffer.from(asked);
    said.writeUInt32LE(405419896, 4);
    said.writeUInt16BE(0x0892, 26);
    return [said];
  });
  process.env.KEYLINK_DRIVER_MDNS = names.address;
  process.env.KEYLINK_DRIVER_BOARDS = boards.address;
  const keylink = await demo();
  try {
    await onPage(engine, { viewport: DESK }, async (page) => {
      await page.goto(keylink.sign_in_link);
      await page.getByRole("button", { name: /Sign in as/ }).click();
      await page.waitForURL("**/control");
      await page.goto(keylink.url + "/control/settings/controllers");
      await page.getByRole("link", { name: "Find devices" }).click();
      await look(page, "find");
      // What is said while the search lasts is gone with the answer, so it is read in the press itself.
      const said = await page.evaluate(() => {
        document.querySelector("[data-searching] button").click();
        return document.querySelector("[data-search-said]").textContent;
      });
      assert.equal(said, "Searching for 4 seconds…");
      await page.getByRole("heading", { name: "4 devices" }).waitFor();
      await page.getByText("1 more device is in a network").waitFor();
      await look(page, "find-found");
      // The three presses.
      await page.getByRole("link", { name: "Add shellypro2-5432044e2bd4" }).click();
      await look(page, "find-form");
      await page.getByRole("button", { name: "Add controller" }).click();
      await page.getByText("The controller was added, and it answers.").waitFor();
      await look(page, "find-doors");
      await page.getByRole("button", { name: "Add doors" }).click();
      await page.getByText("The doors were added.").waitFor();
      await look(page, "find-done");
    });
    const doors = (await keylink.api("GET", "/doors")).items.map((door) => door.name);
    assert.ok(doors.includes("Yard gate") && doors.includes("Switch 1"), doors.join());
    const found = await keylink.api("POST", "/controllers/find");
    const known = found.items.filter((item) => item.controller_id).map((item) => item.name);
    assert.deepEqual([known, found.closed], [["shellypro2-5432044e2bd4"], 1]);
  } finally {
    await keylink.stop();
    names.stop();
    boards.stop();
    device.stop();
  }
});
