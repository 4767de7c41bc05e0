// The app's script. Every page works without it; this adds the press, and what the device can do.
"use strict";
(function () {
  const OPENING = "Opening\u2026";
  // How long the button shows an answer, and how long the words stay.
  const FACE_MS = 6000;
  const WORDS_MS = 30000;
  // How often the offline page looks whether the server is there again.
  const COME_BACK_MS = 5000;

  const OFFLINE = {
    title: "You are offline.",
    message: "Nothing was sent, and nothing waits to be sent. Doors open only with a connection.",
    tone: "bad",
    icon: "wifi-off",
  };
  const SILENT = {
    title: "It didn\u2019t answer.",
    message: "It may have opened all the same. Try the door, then press again.",
    tone: "warn",
    icon: "circle-question-mark",
  };
  const SIGNED_OUT = {
    outcome: "signed-out",
    title: "You are signed out.",
    message: "Nothing was opened. You can sign in now, then press again.",
    tone: "bad",
    icon: "log-in",
  };

  function door(card) {
    const form = card.querySelector("form");
    if (!form) return () => {};
    const button = form.querySelector("button");
    const label = button.querySelector(".label");
    const words = card.querySelector("[data-answer]");
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
      face("idle", "Hold to unlock");
    }

    // The words under the button, which are also read aloud; the title is on the button itself.
    function tell(title, message, tone, ms) {
      clearTimeout(wordsTimer);
      words.textContent = "";
      words.dataset.tone = tone || "";
      for (const [tag, text] of [["strong", title], ["span", message]]) {
        if (!text) continue;
        const part = document.createElement(tag);
        if (tag === "strong") part.className = "unseen";
        part.textContent = text;
        words.append(part, " ");
      }
      if (title || message) wordsTimer = setTimeout(tell, ms || WORDS_MS);
    }

    function show(answer) {
      face("done", answer.title, answer.icon, answer.tone);
      tell(answer.title, answer.message, answer.tone);
      const opened = answer.outcome === "opened";
      if (opened) vibrate([60, 60, 160]);
      faceTimer = setTimeout(() => {
        idle();
        for (const title of words.querySelectorAll(".unseen")) title.classList.remove("unseen");
        if (opened) tell();
        if (answer === SIGNED_OUT) location.assign("/app");
      }, FACE_MS);
    }

    async function send() {
      clearTimeout(faceTimer);
      tell();
      if (navigator.onLine === false) return show(OFFLINE);
      vibrate(25);
      face("busy", OPENING);
      button.setAttribute("aria-busy", "true");
      const answer = (await sendPress(form.action, {})) || SILENT;
      button.removeAttribute("aria-busy");
      show(answer.outcome === "signed-out" ? SIGNED_OUT : answer);
    }

    if (!words.textContent.trim()) tell();
    idle();
    return onPress(button, false, {
      idle,
      held: () => face("held", "Keep holding"),
      armed(again) {
        face("armed", "Press again to open");
        if (!again) tell("Press again to open", "");
      },
      disarmed() {
        idle();
        tell();
      },
      hint: () => tell("", "Press and hold the button.", "", FACE_MS),
      send,
    });
  }

  const stops = Array.from(document.querySelectorAll("[data-door]"), door);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const stop of stops) stop();
  });

  const banner = document.querySelector("[data-offline]");
  function connection() {
    const away = navigator.onLine === false;
    if (banner) banner.hidden = !away;
    // What was heard of the doors may be old by now.
    document.body.classList.toggle("away", away);
  }
  window.addEventListener("online", connection);
  window.addEventListener("offline", connection);
  connection();

  // The offline page stands where another was asked for: that one comes once the server answers. A phone's word that
  // it is online is too early for that, so the server is asked; the worker lets this question pass.
  const again = document.querySelector("[data-again]");
  async function comeBack() {
    try {
      const reply = await fetch("/app/offline", { method: "HEAD", cache: "no-store" });
      if (reply.ok) location.reload();
    } catch {
      // Still away.
    }
  }
  if (again && !location.pathname.startsWith("/app/offline")) {
    again.setAttribute("href", location.href);
    window.addEventListener("online", comeBack);
    setInterval(comeBack, COME_BACK_MS);
  }

  // Where the browser offers to install the app, so does the page; where it is installed, nothing has to be said.
  const install = document.querySelector("[data-install]");
  if (install && matchMedia("(display-mode: standalone)").matches) install.hidden = true;
  window.addEventListener("beforeinstallprompt", (event) => {
    const button = document.querySelector("[data-install-now]");
    if (!button) return;
    event.preventDefault();
    button.hidden = false;
    button.addEventListener("click", () => event.prompt(), { once: true });
  });
  window.addEventListener("appinstalled", () => {
    if (install) install.hidden = true;
  });

  // Without it the app works the same, only with the browser's own words when there is no connection.
  const worker = "serviceWorker" in navigator
    ? navigator.serviceWorker.register("/app/sw.js", { scope: "/app" }).catch(() => null)
    : Promise.resolve(null);

  // Notifications on this device. The server tells whether they are on; the browser, whether they can be.
  const notices = document.querySelector("[data-push]");
  async function notifications() {
    const says = notices.querySelector("[data-push-says]");
    const on = notices.querySelector("[data-push-on]");
    const off = notices.querySelector("[data-push-off]");
    if (!(await worker) || !("PushManager" in window) || !("Notification" in window)) {
      if (notices.dataset.on !== "true") {
        says.textContent = "This browser shows no notifications. On an iPhone, put the app on the home screen first.";
      }
      return;
    }
    const registration = await navigator.serviceWorker.ready;
    const known = await registration.pushManager.getSubscription();
    const isOn = notices.dataset.on === "true" && known && Notification.permission === "granted";
    off.hidden = !isOn;
    on.hidden = Boolean(isOn);
    if (Notification.permission === "denied") {
      on.hidden = true;
      says.textContent = "This browser was told to show no notifications of this site. Allow them in its settings, then come back.";
    } else if (!isOn) {
      says.textContent = "Off: this device shows nothing when guests arrive.";
    }
    off.addEventListener("submit", () => {
      known?.unsubscribe().catch(() => {});
    });
    on.addEventListener("click", async () => {
      on.disabled = true;
      try {
        const listens = await registration.pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey: notices.dataset.push,
        });
        const { endpoint, keys } = listens.toJSON();
        const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth });
        const reply = await fetch("/app/me/notifications", { method: "POST", body, redirect: "manual" });
        if (reply.status !== 204) throw new Error("not taken");
        notices.dataset.on = "true";
        on.hidden = true;
        off.hidden = false;
        says.textContent = "On: this device shows when guests arrive by your links, as each link says.";
      } catch {
        says.textContent = Notification.permission === "denied"
          ? "This browser was told to show no notifications of this site. Allow them in its settings, then come back."
          : "It did not work just now. Check the connection, then try again.";
      } finally {
        on.disabled = false;
      }
    });
  }
  if (notices) notifications().catch(() => {});
})();
