// The guest page's behaviour. Without it the page works by forms; this makes the press quick. What the gesture is
// stands in press.js, which comes before.
"use strict";
(function () {
  const POLL_MS = 5000;
  const SOON_MS = 300;
  const POLL_WAITING_MS = 30000;

  const main = document.querySelector("main[data-state-url]");
  const say = main.dataset;
  const tap = say.mode === "tap";
  let ticket = say.ticket;
  let busy = 0;

  function Door(card) {
    const id = card.dataset.door;
    const look = doorFace(card, say, tap);
    const { form, button, words } = look;
    // What the gesture began with: a newer one that comes meanwhile would be too young for it.
    let began = "";

    async function send(gesture) {
      look.tell();
      if (navigator.onLine === false) return look.show(offlineAnswer(say));
      look.busy();
      busy += 1;
      const fields = { door: id, gesture, ticket: began || ticket };
      began = "";
      const answer = (await sendPress(form.action, fields)) || silentAnswer(say);
      busy -= 1;
      if (answer.ticket) ticket = answer.ticket;
      look.show(answer);
      // The lock says something else now, too.
      schedule(SOON_MS);
    }

    const stopHold = onPress(button, tap, {
      ...look,
      held() {
        began = ticket;
        look.held();
      },
      armed(again) {
        if (!again) began = ticket;
        look.armed(again);
      },
      send,
    });

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
    look.idle();
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
      if (!busy) apply(await askJson(say.stateUrl, {}, ATTEMPT_MS));
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
      // Another page than this one. An answer that is being read comes first; what is no longer true does not stand by it.
      if (doors.every((door) => door.resting())) location.reload();
      else if (!state.terms) document.querySelector("[data-terms]")?.remove();
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
