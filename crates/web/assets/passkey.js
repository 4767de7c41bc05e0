/* Passkeys: a form's button asks this server for a question and the device for the answer, and sends the form with it. */
"use strict";

(() => {
  if (!window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const withIds = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  /* Options come as JSON; the browser wants bytes where JSON has text. */
  const options = (kind, given) => {
    const asked = { ...given.publicKey, challenge: bytes(given.publicKey.challenge) };
    if (kind === "create") {
      asked.user = { ...asked.user, id: bytes(asked.user.id) };
      asked.excludeCredentials = withIds(asked.excludeCredentials);
    } else {
      asked.allowCredentials = withIds(asked.allowCredentials);
    }
    return asked;
  };
  const answer = ({ id, rawId, type, response }) => {
    const said = { clientDataJSON: text(response.clientDataJSON) };
    if (response.attestationObject) {
      said.attestationObject = text(response.attestationObject);
    } else {
      said.authenticatorData = text(response.authenticatorData);
      said.signature = text(response.signature);
      said.userHandle = response.userHandle ? text(response.userHandle) : null;
    }
    return JSON.stringify({ id, rawId: text(rawId), type, response: said, extensions: {} });
  };

  /* A device is asked one thing at a time: what was asked before is called off, and its end waited for. */
  let waiting;
  const run = (form, mediation) => {
    const before = waiting;
    before?.own.abort();
    const own = new AbortController();
    waiting = { own, done: ask(form, mediation, own, before?.done) };
    return waiting.done;
  };
  const ask = async (form, mediation, own, before) => {
    await before?.catch(() => {});
    const kind = form.dataset.passkey;
    const reply = await fetch(form.dataset.passkeyAsk, { method: "POST", headers: { Accept: "application/json" } });
    if (!reply.ok) throw new Error(reply.status === 429 ? "often" : "refused");
    const { word, options: given } = await reply.json();
    const asked = { publicKey: options(kind, given), signal: own.signal, ...(mediation && { mediation }) };
    const credential = await (kind === "create" ? navigator.credentials.create(asked) : navigator.credentials.get(asked));
    const field = (name) => form.querySelector(`[name="${name}"]`);
    field(form.dataset.passkeyWord ?? "word").value = word;
    field(form.dataset.passkeySaid ?? "said").value = answer(credential);
    form.submit();
  };

  const WORDS = {
    often: "Too often in a short time. Wait a minute, then try again.",
    refused: "This server could not ask for a passkey just now. Load the page again.",
    InvalidStateError: "This device has a passkey for your account already.",
    NotAllowedError: "The device gave no passkey: it was cancelled, took too long, or has none for this account.",
    SecurityError: "This page is not open under the server’s own address, so the device gives no passkey.",
  };
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const says = form.querySelector("[data-passkey-says]");
      says.hidden = true;
      try {
        await run(form);
      } catch (error) {
        if (error.name === "AbortError") return;
        says.textContent = WORDS[error.name] ?? WORDS[error.message] ?? "This did not work. Try again, or sign in otherwise.";
        says.hidden = false;
      }
    });
  }

  /* Where the browser can, it offers passkeys in the address field, without any press. */
  const offered = document.querySelector("form[data-passkey-offer]");
  if (offered && PublicKeyCredential.isConditionalMediationAvailable) {
    PublicKeyCredential.isConditionalMediationAvailable()
      .then((can) => can && run(offered, "conditional"))
      .catch(() => {});
  }
})();
