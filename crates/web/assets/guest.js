// The guest page's behaviour. Without it the page works by forms; this makes the press quick.
//
// A door opens only by a person's gesture: press and hold; or, by keyboard and assistive technology, a
// second press of the same button. Robots that click, submit or call click() get a hint and nothing more.
"use strict";
(function () {
  const HOLD_MS = 600;
  const ARMED_MS = 8000;
  // Some screen readers report one activation twice.
  const BOUNCE_MS = 300;
  // An attempt that hangs this long is lost; the same press is then sent again.
  const ATTEMPT_MS = 6000;
  // After this the phone stops asking and says so.
  const GIVE_UP_MS = 9000;
  const RETRY_MS = 700;
  const POLL_MS = 5000;
  const POLL_WAITING_MS = 30000;
  // How long the button shows an answer, and how long the words stay.
  const FACE_MS = 6000;
  const WORDS_MS = 30000;

  const main = document.querySelector("main[data-state-url]");
  const say = main.dataset;
  const tap = say.mode === "tap";
  let ticket = say.ticket;
  let busy = 0;

  function pressId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    // Plain http in a house's own network has no randomUUID.
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const hex = Array.from(b, (x) => (x + 256).toString(16).slice(1)).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function setIcon(within, name) {
    within.querySelector("use").setAttribute("href", "#i-" + name);
  }

  function vibrate(pattern) {
    if (navigator.vibrate) navigator.vibrate(pattern);
  }

  function wait(ms) {
    return new Promise((done) => setTimeout(done, ms));
  }

  // JSON, or an error: also where a hotel's login page answers in the server's place.
  async function ask(url, options, ms) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ms);
    try {
      const reply = await fetch(url, Object.assign({
        headers: { Accept: "application/json" },
        cache: "no-store",
        signal: stop.signal,
      }, options));
      return await reply.json();
    } finally {
      clearTimeout(timer);
    }
  }

  // One press, sent until it is answered. The server gives the same press the same outcome however
  // often it arrives, so a door moves once at most.
  async function unlock(url, door, gesture) {
    const body = new URLSearchParams({ door, press: pressId(), gesture, ticket });
    const end = Date.now() + GIVE_UP_MS;
    for (;;) {
      try {
        const left = end - Date.now();
        const answer = await ask(url, { method: "POST", body }, Math.min(ATTEMPT_MS, left));
        if (answer.outcome) return answer;
      } catch (_) {
        // Sent again below, with the same press.
      }
      if (Date.now() + RETRY_MS >= end) return null;
      await wait(RETRY_MS);
    }
  }

  function silent() {
    return { outcome: "silent", title: say.silentTitle, message: say.silentMessage, tone: "warn", icon: "circle-question-mark" };
  }

  function offline() {
    return { outcome: "offline", title: say.offlineTitle, message: say.offlineMessage, tone: "bad", icon: "wifi-off" };
  }

  // A press that no finger, mouse or pen made: screen readers send such pointers, without size or pressure.
  function isVirtualPointer(e) {
    return (e.width === 0 && e.height === 0) ||
      (e.width <= 1 && e.height <= 1 && e.pressure === 0 && e.pointerType === "mouse");
  }

  function Door(card) {
    const form = card.querySelector("form");
    const button = form.querySelector("button");
    const label = button.querySelector(".label");
    const words = card.querySelector("[data-answer]");
    const id = card.dataset.door;
    let holdTimer = 0;
    let faceTimer = 0;
    let wordsTimer = 0;
    let armedAt = 0;
    let armedTimer = 0;
    let virtual = false;
    let done = false;

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

    // The words under the button, which are also read aloud. Where the button itself shows the title
    // (echo: "bar" or "always"), it is here for reading aloud only.
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

    function isBusy() {
      return button.dataset.state === "busy";
    }

    function startHold() {
      stopHold();
      done = false;
      face("held", say.holding);
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
      idle();
      return true;
    }

    function disarm() {
      armedAt = 0;
      clearTimeout(armedTimer);
      if (button.dataset.state === "armed") {
        idle();
        tell();
      }
    }

    // Keyboard and assistive technology: once arms, twice opens.
    function activate() {
      const now = Date.now();
      if (armedAt && now - armedAt < BOUNCE_MS) return face("armed", say.pressAgain);
      if (armedAt && now - armedAt < ARMED_MS) return send("twice");
      armedAt = now;
      face("armed", say.pressAgain);
      tell(say.pressAgain, "", "", "always");
      clearTimeout(armedTimer);
      armedTimer = setTimeout(disarm, ARMED_MS);
    }

    async function send(gesture) {
      armedAt = 0;
      clearTimeout(armedTimer);
      clearTimeout(faceTimer);
      tell();
      if (navigator.onLine === false) return show(offline());
      vibrate(25);
      face("busy", say.opening);
      button.setAttribute("aria-busy", "true");
      busy += 1;
      const answer = (await unlock(form.action, id, gesture)) || silent();
      busy -= 1;
      button.removeAttribute("aria-busy");
      if (answer.ticket) ticket = answer.ticket;
      show(answer);
      schedule(POLL_MS);
    }

    function show(answer) {
      face("done", answer.title, answer.icon, answer.tone);
      tell(answer.title, answer.message, answer.tone, "bar");
      const opened = answer.outcome === "opened";
      if (opened) vibrate([60, 60, 160]);
      faceTimer = setTimeout(() => {
        idle();
        words.dataset.echo = "";
        if (opened) tell();
      }, FACE_MS);
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
      else tell("", say.hint, "", "", FACE_MS);
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

    this.id = id;
    this.stop = stopHold;
    this.resting = () => ["idle", "armed"].includes(button.dataset.state) && !words.textContent;
    this.update = (line) => {
      const status = card.querySelector("[data-status]");
      status.hidden = !line.status;
      status.dataset.tone = line.tone;
      status.querySelector("span").textContent = line.status;
      setIcon(status, line.icon);
      const note = card.querySelector("[data-note]");
      note.hidden = !line.note;
      note.dataset.tone = line.note_tone;
      note.querySelector("span").textContent = line.note;
    };
    idle();
  }

  const doors = Array.from(document.querySelectorAll("[data-door]"), (card) => new Door(card));

  // The live state: gently while the page is seen, not at all while it is not.
  let pollTimer = 0;

  function schedule(ms) {
    clearTimeout(pollTimer);
    if (!document.hidden) pollTimer = setTimeout(poll, ms);
  }

  async function poll() {
    let next = say.standing === "active" ? POLL_MS : POLL_WAITING_MS;
    try {
      if (!busy) apply(await ask(say.stateUrl, {}, ATTEMPT_MS));
    } catch (_) {
      next = 3 * POLL_MS;
    }
    schedule(opensAt && opensAt <= Date.now() ? 1000 : next);
  }

  function apply(state) {
    if (!state.standing || state.standing === "trouble" || busy) return;
    const known = state.doors.map((line) => line.id).join() === doors.map((door) => door.id).join();
    const begins = say.standing !== "active" && state.standing === "active";
    if (!known || (state.standing !== say.standing && !begins)) {
      // Another page than this one. An answer that is being read comes first.
      if (doors.every((door) => door.resting())) location.reload();
      return;
    }
    say.standing = state.standing;
    ticket = state.ticket || ticket;
    say.opensInDays = state.opens_in_days || "";
    countFrom(state.opens_in_ms);
    setText("[data-terms]", state.terms);
    setText("[data-waiting]", state.waiting);
    state.doors.forEach((line, i) => doors[i].update(line));
  }

  function setText(selector, text) {
    const place = document.querySelector(selector);
    if (place && text && place.textContent !== text) place.textContent = text;
  }

  // Counting down by how long the server said, since a phone's clock may be wrong.
  let opensAt = 0;
  const clock = document.querySelector("[data-clock]");

  function countFrom(ms) {
    opensAt = ms == null ? 0 : Date.now() + Number(ms);
    if (clock && !opensAt) clock.textContent = "";
  }

  function remaining(ms) {
    const s = Math.ceil(ms / 1000);
    // Days come in words from the server, which knows the page's plurals.
    if (s >= 48 * 3600 && say.opensInDays) return say.opensInDays;
    const two = (n) => String(n).padStart(2, "0");
    const minutes = two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
    return say.countdown.replace("{clock}", s >= 3600 ? Math.floor(s / 3600) + ":" + minutes : minutes);
  }

  function tick() {
    if (!opensAt) return clearInterval(ticking);
    const left = opensAt - Date.now();
    clock.textContent = remaining(Math.max(0, left));
    if (left <= 0 && left > -1000) schedule(0);
  }

  countFrom(say.opensInMs);
  const ticking = clock && setInterval(tick, 1000);
  if (clock) {
    tick();
    document.querySelector("[data-wait-here]").hidden = false;
  }

  function connection() {
    document.querySelector("[data-offline]").hidden = navigator.onLine !== false;
  }
  window.addEventListener("online", () => { connection(); schedule(0); });
  window.addEventListener("offline", connection);
  connection();

  document.addEventListener("visibilitychange", () => {
    for (const door of doors) if (document.hidden) door.stop();
    schedule(0);
  });
  // Back from another page: what is shown may be old.
  window.addEventListener("pageshow", (e) => { if (e.persisted) schedule(0); });
  schedule(POLL_MS);
})();
