// Signing in: by passkey, with a virtual authenticator in the place of a phone's; by invitation; and proving it again.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, DESK, firstStart, look, looking, onPage, SIZES } from "./keylink.js";

const PASSWORD = "rain on the roof";

let engine;
before(async () => {
  engine = await browser();
});
after(() => engine?.close());

// A device that holds passkeys and knows its owner's finger.
async function device(page, context) {
  const protocol = await context.newCDPSession(page);
  await protocol.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await protocol.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  const tell = (method, more) => protocol.send(`WebAuthn.${method}`, { authenticatorId, ...more });
  return {
    passkeys: async () => (await tell("getCredentials")).credentials,
    // Whether somebody is there who touches it.
    touched: (enabled) => tell("setAutomaticPresenceSimulation", { enabled }),
    knowsTheFinger: (isUserVerified) => tell("setUserVerified", { isUserVerified }),
    async put(credential) {
      await tell("clearCredentials");
      await tell("addCredential", { credential });
    },
  };
}

// The owner, set up with a password and signed in; gives the server's own address.
async function owner(page, keylink) {
  await page.goto(keylink.setup);
  await page.getByLabel("Organization").fill("Lindenhof");
  await page.getByLabel("Time zone of the building").fill("Europe/Berlin");
  await page.getByLabel("Your name").fill("Anna");
  await page.getByLabel("Your e-mail address").fill("anna@lindenhof.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await page.waitForURL("**/control");
  return new URL(page.url()).origin;
}

async function addPasskey(page, origin, name) {
  await page.goto(origin + "/control/settings/own");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.getByText("The passkey was added.").waitFor();
}

async function signOut(page, phone) {
  await phone.touched(false);
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.waitForURL("**/sign-in");
}

async function signIn(page, phone) {
  // What the page offers by itself stands before the device is touched, which then takes up what is pressed.
  await page.waitForLoadState("networkidle");
  await phone.touched(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

for (const [where, viewport] of SIZES) test(`a passkey is added, signs in, is not answered twice, and a copy of it is refused, ${where}`, async () => {
  const look = looking(viewport);
  const keylink = await firstStart({ named: true });
  try {
    await onPage(engine, { viewport }, async (page, context) => {
      const origin = await owner(page, keylink);
      const phone = await device(page, context);
      await page.goto(origin + "/control/settings/own");
      await look(page, "own-empty");
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await look(page, "passkey-new");
      await addPasskey(page, origin, "Phone");
      assert.equal((await phone.passkeys()).length, 1);
      await look(page, "own");

      await signOut(page, phone);
      await look(page, "sign-in-passkey");
      const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/sign-in/passkey"));
      await signIn(page, phone);
      const said = (await sent).postData();
      await page.waitForURL("**/control");
      assert.match(said, /word=/);

      // What was said once is not taken again, by whoever says it.
      const again = await fetch(origin + "/sign-in/passkey", {
        method: "POST", body: said, redirect: "manual",
        headers: { Origin: origin, "Content-Type": "application/x-www-form-urlencoded" },
      });
      assert.equal(again.status, 403);
      assert.equal(again.headers.get("set-cookie"), null);

      // A finger that the device does not know.
      await signOut(page, phone);
      await phone.knowsTheFinger(false);
      await signIn(page, phone);
      await page.getByText("The device gave no passkey").waitFor();
      await phone.knowsTheFinger(true);

      // A copy counts on from where it was taken.
      const [passkey] = await phone.passkeys();
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await page.waitForURL("**/control");
      await phone.put({ ...passkey, signCount: 0 });
      // The page offers passkeys by itself, and this device takes up every offer.
      const told = page.waitForResponse((answer) => answer.url().endsWith("/sign-in/passkey"));
      await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
      assert.equal((await told).status(), 403);
      await phone.touched(false);
      await page.getByText("was switched off").waitFor();

      // It is off for both: the passkey whose counter is right signs nobody in any more, either.
      await phone.put({ ...passkey, signCount: passkey.signCount + 50 });
      const refused = page.waitForResponse((answer) => answer.url().endsWith("/sign-in/passkey"));
      await phone.touched(true);
      await page.goto(origin + "/sign-in");
      assert.equal((await refused).status(), 403);
      await phone.touched(false);
      await page.getByText("is switched off").waitFor();

      // Its owner is told where they manage it, and in the log; and can add another.
      await page.getByLabel("E-mail address").fill("anna@lindenhof.example");
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in with password" }).click();
      await page.waitForURL("**/control");
      await page.goto(origin + "/control/settings/own");
      await page.getByText("its counter went back").waitFor();
      await look(page, "own-passkey-off");
      await page.goto(origin + "/control/events");
      await page.getByText("a passkey was switched off").first().waitFor();
    });
  } finally {
    await keylink.stop();
  }
});

test("who was invited chooses a passkey, keeps their last way in, and proves it again", async () => {
  const keylink = await firstStart({ named: true });
  try {
    await onPage(engine, { viewport: DESK }, async (page) => {
      const origin = await owner(page, keylink);
      await page.goto(origin + "/control/people");
      await page.getByText("Add user").first().click();
      await page.getByLabel("Name", { exact: true }).fill("Benjamin Hohenzollern-Oberhausen");
      await page.getByLabel("E-mail address").fill("ben@lindenhof.example");
      await page.getByLabel("Role").selectOption("admin");
      await page.getByRole("button", { name: "Add user" }).click();
      await page.getByRole("button", { name: "Make invitation" }).click();
      await look(page, "invitation-made");
      const invitation = await page.locator("#url").inputValue();

      await onPage(engine, {}, async (guest, context) => {
        const phone = await device(guest, context);
        await guest.goto(invitation);
        await look(guest, "invitation");
        await guest.getByRole("button", { name: "Use a passkey" }).click();
        await guest.waitForURL("**/control");
        await guest.goto(origin + "/control/settings/own");
        await guest.getByRole("button", { name: "Remove" }).click();
        await guest.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
        await guest.getByText("your last way in").waitFor();
        assert.equal((await phone.passkeys()).length, 1);
      });
      await page.reload();
      await look(page, "person-signed-in");

      // Anna comes back by a link, which proves less than her password.
      await page.goto(origin + "/control/people");
      await page.locator("main").getByRole("link", { name: "Anna" }).first().click();
      await page.getByRole("button", { name: "Make sign-in link" }).click();
      const link = await page.locator("#url").inputValue();
      await onPage(engine, {}, async (other) => {
        await other.goto(link);
        await other.getByRole("button", { name: "Sign in as Anna" }).click();
        // Who comes by a handed link may have lost the password, and can set another.
        await other.waitForURL("**/control/settings/own**");
        await other.goto(origin + "/control/settings/sites");
        await other.getByRole("link", { name: /lock down/i }).first().click();
        await other.locator("form.confirm button").first().click();
        await other.getByText("Is it you?").waitFor();
        await look(other, "prove");
        await other.getByLabel("Your password").fill(PASSWORD);
        await other.getByRole("button", { name: "Go on" }).click();
        await other.getByText("The site is locked down.").waitFor();
        await other.goto(origin + "/control/settings/own");
        await other.getByRole("button", { name: "Sign out everywhere else" }).click();
        await other.getByRole("dialog").getByRole("button").first().click();
        await other.getByText("You are signed out everywhere else.").waitFor();
      });
      await page.goto(origin + "/control");
      await page.waitForURL("**/sign-in?**");
    });
  } finally {
    await keylink.stop();
  }
});
