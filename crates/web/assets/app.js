// The app's script. Every page works without it; this adds the press, and what the device can do.
"use strict";
(function () {
  // How often the offline page looks whether the server is there again.
  const COME_BACK_MS = 5000;
  // For how long doors are shown as they were when nothing is heard of them any more.
  const STALE_MS = 3000;
  // What is said, in the page's language.
  const say = document.body.dataset;

  const looks = [];

  function signedOut() {
    return { outcome: "signed-out", title: say.signedOutTitle, message: say.signedOutMessage, tone: "bad", icon: "log-in" };
  }

  function offline() {
    const answer = offlineAnswer(say);
    return { ...answer, message: `${answer.message} ${say.nothingWaits}` };
  }

  function door(card) {
    if (!card.querySelector("form")) return () => {};
    const look = doorFace(card, say, false);
    looks.push(look);

    async function send() {
      look.tell();
      if (navigator.onLine === false) return look.show(offline());
      look.busy();
      const answer = (await sendPress(look.form.action, {})) || silentAnswer(say);
      const isOut = answer.outcome === "signed-out";
      look.show(isOut ? signedOut() : answer, () => {
        if (isOut) location.assign("/app");
      });
    }

    if (!look.words.textContent.trim()) look.tell();
    look.idle();
    return onPress(look.button, false, { ...look, send });
  }

  const stops = Array.from(document.querySelectorAll("[data-door]"), door);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const stop of stops) stop();
  });

  const banner = document.querySelector("[data-offline]");
  let stale = false;
  let doubt;
  function connection() {
    const away = navigator.onLine === false;
    if (banner) banner.hidden = !away;
    // What was heard of the doors may be old by now.
    document.body.classList.toggle("away", away || stale);
  }
  // A line that is quickly there again leaves nothing in doubt.
  document.addEventListener("live-away", () => {
    doubt ??= setTimeout(() => {
      stale = true;
      connection();
    }, STALE_MS);
  });
  document.addEventListener("live", () => {
    clearTimeout(doubt);
    doubt = undefined;
    stale = false;
    connection();
  });
  window.addEventListener("online", connection);
  window.addEventListener("offline", connection);
  connection();

  // Doors were given, taken or renamed: the page is another. Who presses, reads or looks for one comes first.
  const AT_REST_MS = 1000;
  let isLeaving = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href]")) isLeaving = true;
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  const atRest = () => looks.every((look) => look.button.dataset.state === "idle" && !look.words.textContent.trim())
    && !document.querySelector("[data-find]")?.value && !document.querySelector("main :focus-visible") && !isLeaving;
  function renew() {
    if (atRest()) location.replace("/app");
    else setTimeout(renew, AT_REST_MS);
  }
  document.addEventListener("renew", renew);

  // What was typed is not lost when it could not be sent: it stands there again, for the same person, when its form
  // does, with the number by which the house knows a form that arrives twice. Nothing is kept longer than that.
  const TYPED = "typed";
  const LOST = "lost";
  function refill(form, pairs) {
    for (const field of form.elements) {
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (field.type !== "submit" && values.length > 0) field.value = values[0];
    }
    form.closest("details")?.setAttribute("open", "");
    // What the page reckons with what is chosen, such as when the link ends.
    for (const [name, word] of [["doors", "change"], ["ends", "input"]]) {
      form.querySelector(`[name="${name}"]:checked`)?.dispatchEvent(new Event(word, { bubbles: true }));
    }
  }
  try {
    const forms = Array.from(document.querySelectorAll("main form.form"));
    const typed = JSON.parse(sessionStorage.getItem(TYPED) ?? "null");
    if (document.querySelector("[data-again]")) sessionStorage.setItem(LOST, "yes");
    else if (say.user) {
      const lost = sessionStorage.getItem(LOST) && typed?.user === say.user;
      const form = lost && forms.find((one) => one.getAttribute("action") === typed.action);
      const template = typed?.pairs.find(([name]) => name === "template")?.[1] ?? "";
      const asked = new URLSearchParams(location.search).get("template") ?? "";
      if (form && template && template !== (form.elements.template?.value ?? "") && template !== asked) {
        // The form of that template first, with its doors and bounds.
        location.replace(`${location.pathname}?template=${encodeURIComponent(template)}`);
      } else {
        if (form) refill(form, typed.pairs);
        sessionStorage.removeItem(TYPED);
        sessionStorage.removeItem(LOST);
      }
    }
    for (const form of forms) {
      form.addEventListener("submit", () => {
        const typed = { user: say.user, action: form.getAttribute("action"), pairs: [...new FormData(form)] };
        try {
          sessionStorage.setItem(TYPED, JSON.stringify(typed));
        } catch {
          // No room for it.
        }
      });
    }
  } catch {
    // A browser that keeps nothing keeps nothing of this either.
  }

  // The offline page stands where another was asked for: that one comes once the server answers. A phone's word that
  // it is online is too early for that, so the server is asked; the worker lets this question pass.
  const again = document.querySelector("[data-again]");
  // A place within the page would be gone to without the page being asked for.
  const here = location.href.split("#")[0];
  async function comeBack() {
    try {
      const reply = await fetch("/app/offline", { method: "HEAD", cache: "no-store" });
      // By its address, since what was sent must not be sent again by itself.
      if (reply.ok) location.replace(here);
    } catch {
      // Still away.
    }
  }
  if (again && !location.pathname.startsWith("/app/offline")) {
    again.setAttribute("href", here);
    window.addEventListener("online", comeBack);
    setInterval(comeBack, COME_BACK_MS);
  }

  // Many doors are found by a part of their name, or of their building's.
  const find = document.querySelector("[data-find]");
  if (find) {
    const cards = Array.from(document.querySelectorAll("[data-door]"), (card) => [
      card, card.querySelector(".door-head > div").textContent.toLocaleLowerCase(),
    ]);
    const none = document.querySelector("[data-find-none]");
    document.querySelector("[data-find-box]").hidden = false;
    find.addEventListener("input", () => {
      const wanted = find.value.trim().toLocaleLowerCase();
      for (const [card, text] of cards) card.hidden = !text.includes(wanted);
      none.hidden = cards.some(([card]) => !card.hidden);
    });
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
        says.textContent = say.pushUnable;
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
      says.textContent = say.pushDenied;
    } else if (!isOn) {
      says.textContent = say.pushOff;
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
        says.textContent = say.pushOn;
      } catch {
        says.textContent = Notification.permission === "denied"
          ? say.pushDenied
          : say.pushFailed;
      } finally {
        on.disabled = false;
      }
    });
  }
  if (notices) notifications().catch(() => {});
})();
