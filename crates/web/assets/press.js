// The press of a button that opens a door, shared by the guest page and the app.
//
// A door opens only by a person's gesture: press and hold; or, by keyboard and assistive technology, a
// second press of the same button. Robots that click, submit or call click() get a hint and nothing more.
"use strict";
const HOLD_MS = 600;
const ARMED_MS = 8000;
// Some screen readers report one activation twice.
const BOUNCE_MS = 300;
// An attempt that hangs this long is lost; the same press is then sent again.
const ATTEMPT_MS = 6000;
// After this the phone stops asking and says so.
const GIVE_UP_MS = 9000;
const RETRY_MS = 700;

// A number with its time first (UUID version 7): presses of one moment stand together where they are kept.
function pressId() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 112;
  b[8] = (b[8] & 63) | 128;
  const hex = Array.from(b, (x) => (x + 256).toString(16).slice(1)).join("");
  const at = Date.now().toString(16).padStart(12, "0").slice(-12);
  return (at + hex.slice(12)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Keeps where the sprite is, in this page or in a file.
function setIcon(within, name) {
  const use = within.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").split("#")[0] + "#i-" + name);
}

function vibrate(pattern) {
  if (navigator.vibrate) navigator.vibrate(pattern);
}

function wait(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

// JSON, or an error: also where a hotel's login page answers in the server's place.
async function askJson(url, options, ms) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  try {
    const reply = await fetch(url, Object.assign({
      headers: { Accept: "application/json" },
      cache: "no-store",
      signal: stop.signal,
    }, options));
    // Only the app asks for a sign-in; nothing was done then.
    if (reply.redirected && new URL(reply.url).pathname === "/sign-in") return { outcome: "signed-out" };
    return await reply.json();
  } finally {
    clearTimeout(timer);
  }
}

// One press, sent until it is answered. The server gives the same press the same outcome however
// often it arrives, so a door moves once at most.
async function sendPress(url, fields) {
  const body = new URLSearchParams(Object.assign({ press: pressId() }, fields));
  // The clock that nobody sets: what is sent late must not live on as if it were new.
  const began = performance.now();
  const end = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      const left = end - Date.now();
      body.set("age", String(Math.round(performance.now() - began)));
      const answer = await askJson(url, { method: "POST", body }, Math.min(ATTEMPT_MS, left));
      if (answer.outcome) return answer;
    } catch (_) {
      // Sent again below, with the same press.
    }
    if (Date.now() + RETRY_MS >= end) return null;
    await wait(RETRY_MS);
  }
}

// A door's button and the words under it, which are also read aloud. `say` are the page's words. Where the button itself
// shows the title (echo: "bar" or "always"), it is under it for reading aloud only.
function doorFace(card, say, tap) {
  const form = card.querySelector("form");
  const button = form.querySelector("button");
  const label = button.querySelector(".label");
  const words = card.querySelector("[data-answer]");
  // How long the button shows an answer, and how long the words stay.
  const FACE_MS = 6000;
  const WORDS_MS = 30000;
  let faceTimer = 0;
  let wordsTimer = 0;

  function face(state, text, icon, tone) {
    button.dataset.state = state;
    button.dataset.tone = tone || "";
    label.textContent = text;
    setIcon(button, icon || "key-round");
  }

  function idle() {
    clearTimeout(faceTimer);
    face("idle", tap ? say.unlock : say.hold);
  }

  function tell(title, message, tone, echo, ms) {
    clearTimeout(wordsTimer);
    words.textContent = "";
    words.dataset.tone = tone || "";
    words.dataset.echo = echo || "";
    for (const [tag, text] of [["strong", title], ["span", message]]) {
      if (!text) continue;
      const part = document.createElement(tag);
      part.textContent = text;
      words.append(part, " ");
    }
    if (title || message) wordsTimer = setTimeout(tell, ms || WORDS_MS);
  }

  return {
    form, button, words, idle, tell,
    held: () => face("held", say.holding),
    armed(again) {
      face("armed", say.pressAgain);
      if (!again) tell(say.pressAgain, "", "", "always");
    },
    disarmed() {
      idle();
      tell();
    },
    hint: () => tell("", say.hint, "", "", FACE_MS),
    busy() {
      clearTimeout(faceTimer);
      vibrate(25);
      face("busy", say.opening);
      button.setAttribute("aria-busy", "true");
    },
    // What came of it; `after` runs when the button is a button again.
    show(answer, after) {
      clearTimeout(faceTimer);
      button.removeAttribute("aria-busy");
      face("done", answer.title, answer.icon, answer.tone);
      tell(answer.title, answer.message, answer.tone, "bar");
      const opened = answer.outcome === "opened";
      if (opened) vibrate([60, 60, 160]);
      faceTimer = setTimeout(() => {
        idle();
        words.dataset.echo = "";
        if (opened) tell();
        if (after) after();
      }, FACE_MS);
    },
  };
}

// What the phone itself has to say: that nothing was sent, or that no answer came.
function offlineAnswer(say) {
  return { outcome: "offline", title: say.offlineTitle, message: say.offlineMessage, tone: "bad", icon: "wifi-off" };
}

function silentAnswer(say) {
  return { outcome: "silent", title: say.silentTitle, message: say.silentMessage, tone: "warn", icon: "circle-question-mark" };
}

// A press that no finger, mouse or pen made: screen readers send such pointers, without size or pressure.
function isVirtualPointer(e) {
  return (e.width === 0 && e.height === 0) ||
    (e.width <= 1 && e.height <= 1 && e.pressure === 0 && e.pointerType === "mouse");
}

// Watches a button for the gesture. `on` shows the way there: `held`, `idle`, `armed` and `disarmed`, and
// `hint` for who only clicked; and it does the rest: `send(gesture)`. Where `tap` is set, a plain tap will do.
// Gives what stops a hold that is under way.
function onPress(button, tap, on) {
  let holdTimer = 0;
  let armedAt = 0;
  let armedTimer = 0;
  let virtual = false;
  let done = false;

  function isBusy() {
    return button.dataset.state === "busy";
  }

  function send(gesture) {
    armedAt = 0;
    clearTimeout(armedTimer);
    on.send(gesture);
  }

  function startHold() {
    stopHold();
    done = false;
    on.held();
    holdTimer = setTimeout(() => {
      holdTimer = 0;
      done = true;
      send("hold");
    }, HOLD_MS);
  }

  // Says whether a hold was under way.
  function stopHold() {
    if (!holdTimer) return false;
    clearTimeout(holdTimer);
    holdTimer = 0;
    on.idle();
    return true;
  }

  function disarm() {
    armedAt = 0;
    clearTimeout(armedTimer);
    if (button.dataset.state === "armed") on.disarmed();
  }

  // Keyboard and assistive technology: once arms, twice opens.
  function activate() {
    const now = Date.now();
    if (armedAt && now - armedAt < BOUNCE_MS) return on.armed(true);
    if (armedAt && now - armedAt < ARMED_MS) return send("twice");
    armedAt = now;
    on.armed(false);
    clearTimeout(armedTimer);
    armedTimer = setTimeout(disarm, ARMED_MS);
  }

  button.addEventListener("pointerdown", (e) => {
    if (!e.isTrusted || !e.isPrimary || e.button !== 0 || isBusy()) return;
    virtual = isVirtualPointer(e);
    if (virtual || tap) return;
    // Touch keeps its target while it slides; let go of it, so that leaving the button is felt.
    if (button.hasPointerCapture(e.pointerId)) button.releasePointerCapture(e.pointerId);
    startHold();
  });
  for (const name of ["pointerup", "pointerleave", "pointercancel"]) {
    button.addEventListener(name, () => {
      stopHold();
      // The click that ends a hold comes right after; a later one is a new one.
      setTimeout(() => { done = false; }, 400);
    });
  }
  button.addEventListener("blur", stopHold);

  button.addEventListener("click", (e) => {
    // Never the form: that is the way without scripts.
    e.preventDefault();
    if (!e.isTrusted || isBusy() || done) return;
    if (tap) return send("tap");
    if (virtual || (e.detail === 0 && !e.pointerType)) activate();
    else on.hint();
  });

  button.addEventListener("keydown", (e) => {
    if ((e.key !== "Enter" && e.key !== " ") || tap) return;
    e.preventDefault();
    if (e.isTrusted && !e.repeat && !isBusy()) startHold();
  });
  button.addEventListener("keyup", (e) => {
    if ((e.key !== "Enter" && e.key !== " ") || tap) return;
    e.preventDefault();
    done = false;
    if (e.isTrusted && stopHold()) activate();
  });

  // A long press is ours: no menu, no dragging.
  button.addEventListener("contextmenu", (e) => e.preventDefault());
  button.addEventListener("dragstart", (e) => e.preventDefault());
  return stopHold;
}
