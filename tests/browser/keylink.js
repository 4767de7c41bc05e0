// What every journey needs: a Keylink of its own, a browser, pictures, and axe.

import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const BIN = process.env.KEYLINK_BIN ?? "../../target/debug/keylink";
const POST_OFFICE = process.env.KEYLINK_POST_OFFICE ?? join(dirname(BIN), "keylink-post-office");
const PICTURES = process.env.KEYLINK_PICTURES ?? "../../artifacts/browser";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

// The first line that a program of ours prints that `wanted` makes something of.
function firstLine(child, wanted) {
  return new Promise((done, failed) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = wanted(line);
      if (found) done(found);
    });
    child.once("exit", (code) => failed(new Error(`keylink ended with ${code} before it was ready`)));
  });
}

function stopping(child) {
  return () => new Promise((done) => {
    child.once("exit", done);
    child.kill("SIGTERM");
  });
}

// `keylink demo`: a server, two virtual doors, an owner, a guest link.
export async function demo() {
  const child = spawn(BIN, ["demo", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const told = await firstLine(child, (line) => JSON.parse(line));
  const api = async (method, path, body) => {
    const answer = await fetch(told.url + "/api/v1" + path, {
      method,
      headers: { Authorization: `Bearer ${told.api_token}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  };
  const unlocks = async (link) => {
    const events = await api("GET", "/events?kind=unlock." + (link ? `&link=${link}` : ""));
    return events.items.map((event) => event.kind).reverse();
  };
  return { ...told, api, unlocks, stop: stopping(child) };
}

// A port that nobody listens on just now.
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

// `keylink serve` in an empty folder: the first start. Under a name, if asked for: browsers bind passkeys to one.
// Settings may come with it, as variables.
export async function firstStart({ named = false, ...settings } = {}) {
  const data = mkdtempSync(join(tmpdir(), "keylink-journey-"));
  const port = named ? await freePort() : 0;
  const args = ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--mqtt-listen", "127.0.0.1:0"];
  const child = spawn(BIN, named ? [...args, "--public-url", `http://localhost:${port}`] : args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...settings },
  });
  let broker;
  const setup = await firstLine(child, (line) => {
    broker = /mqtt:\/\/(\S+)/.exec(line)?.[1] ?? broker;
    return /http:\S+\/setup\/\S+/.exec(line)?.[0];
  });
  const stop = stopping(child);
  // The command line on the same machine, beside the server: what it prints.
  const run = (...command) => new Promise((done, failed) => {
    const url = new URL(setup).origin;
    const env = { ...process.env, KEYLINK_DATA: data, KEYLINK_PUBLIC_URL: url };
    execFile(BIN, command, { env }, (error, printed) => (error ? failed(error) : done(printed.trim())));
  });
  return { setup, broker, run, stop: async () => { await stop(); rmSync(data, { recursive: true }); } };
}

// A mail server that remembers what it was given: the packaged one (PyPI aiosmtpd) where script/setup has put it, else ours.
// Both tell their mails in the same lines; the packaged one ends when its input does.
export async function postOffice() {
  const root = new URL("../..", import.meta.url).pathname;
  const python = join(root, "target/aiosmtpd/bin/python");
  const [program, args] = existsSync(python) ? [python, [join(root, "crates/post-office/packaged.py")]] : [POST_OFFICE, []];
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const mails = [];
  const waiting = [];
  const port = await firstLine(child, (line) => {
    const [what, from, to, message] = line.split(" ");
    if (what === "port") return from;
    mails.push({ from, to: to.split(","), message: Buffer.from(message, "base64").toString() });
    waiting.splice(0).forEach((wake) => wake());
    return undefined;
  });
  // The mail of this number to somebody; makers are sent mails of arrivals in between.
  const mail = async (number, to) => {
    const theirs = () => mails.filter((mail) => !to || mail.to.includes(to));
    while (theirs().length <= number) await new Promise((wake) => waiting.push(wake));
    return theirs()[number];
  };
  return { port, mail, stop: stopping(child) };
}

// The parts of a mail by their kind, decoded; and its head.
export function parts(message) {
  const split = (text) => {
    const end = text.indexOf("\r\n\r\n");
    const lines = text.slice(0, end).replace(/\r\n[ \t]+/g, " ").split("\r\n");
    const head = Object.fromEntries(lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }));
    return { head, body: text.slice(end + 4) };
  };
  const found = {};
  const walk = (text) => {
    const { head, body } = split(text);
    const kind = head["content-type"] ?? "text/plain";
    const boundary = /boundary="?([^";]+)"?/.exec(kind)?.[1];
    if (boundary) {
      body.split(`--${boundary}`).slice(1, -1).forEach((part) => walk(part.replace(/^\r\n/, "")));
      return;
    }
    const quoted = () => Buffer.from(
      body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1");
    const way = head["content-transfer-encoding"]?.toLowerCase();
    const bytes = way === "base64" ? Buffer.from(body, "base64") : way === "quoted-printable" ? quoted() : Buffer.from(body);
    found[kind.split(";")[0]] = { head, bytes, text: bytes.toString() };
  };
  walk(message);
  const words = (text) => text.replace(/\?= =\?/g, "?==?")
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, base64) => Buffer.from(base64, "base64").toString());
  return { ...found, subject: words(split(message).head.subject) };
}

// A door in software, on a controller's login.
export function virtualDoor(broker, login, password) {
  const args = ["virtual-door", "--plain", "--broker", broker, "--login", login];
  const child = spawn(BIN, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, KEYLINK_DOOR_PASSWORD: password },
  });
  return stopping(child);
}

export async function browser() {
  return chromium.launch({
    executablePath: process.env.KEYLINK_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

// What axe finds on a page is told at its journey's end, all at once.
const faults = new WeakMap();

// Runs a part of a journey on a page of its own; a script's error on it fails the journey.
export async function onPage(engine, options, part) {
  const context = await engine.newContext({ viewport: PHONE, locale: "en-GB", ...options });
  const page = await context.newPage();
  const errors = [];
  faults.set(page, errors);
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.text().includes("Content Security Policy") && errors.push(message.text()));
  try {
    await part(page, context);
  } finally {
    await context.close();
  }
  assert.deepEqual(errors, []);
}

// Signs the owner in and gives their cookies: the sign-in link is good once.
export async function signIn(engine, keylink) {
  let cookies;
  await onPage(engine, {}, async (page, context) => {
    await page.goto(keylink.sign_in_link);
    await page.getByRole("button", { name: /Sign in as/ }).click();
    await page.waitForURL("**/control");
    cookies = await context.cookies();
  });
  return cookies;
}

// A part of a journey, signed in.
export async function asMember(engine, cookies, options, part) {
  await onPage(engine, options, async (page, context) => {
    await context.addCookies(cookies);
    await part(page, context);
  });
}

// The page as a picture at both sizes and in both themes, kept for looking at, and through axe.
export async function look(page, name) {
  const before = page.viewportSize();
  mkdirSync(PICTURES, { recursive: true });
  for (const [size, viewport] of [["phone", PHONE], ["desk", DESK]]) {
    for (const theme of ["light", "dark"]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.screenshot({ path: join(PICTURES, `${name}-${size}-${theme}.png`) });
      await check(page, `${name}, ${size}, ${theme}`);
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

// The sizes at which a journey is made.
export const SIZES = [["at the desk", DESK], ["on a phone", PHONE]];

// How a journey of this size looks at a page: pictures show both sizes and are taken once, at the desk; on the phone nothing
// may stand out beside the page.
export function looking(viewport) {
  if (viewport === DESK) return look;
  return async (page, name) => {
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(beyond <= 0, `${name} is ${beyond} px wider than the phone`);
  };
}

async function check(page, where) {
  // Through the protocol, not a script tag: the page's own policy forbids those.
  await page.evaluate(`if (!window.axe) { ${AXE} }`);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  const told = found.violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.html).join("\n  ")}`);
  // A second page of a journey tells the first one's faults.
  const own = faults.get(page) ?? faults.get(page.context().pages()[0]);
  own.push(...told.map((one) => `axe on ${where}: ${one}`));
}

// Press and hold, as a finger or a mouse does.
export async function hold(page, button, ms = 800) {
  const box = await button.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(ms);
  await page.mouse.up();
}
