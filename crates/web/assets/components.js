/* The components' script, for the control center and the app. Every page works without it, but for live updates. */
"use strict";

/* What is said in another language than English stands on the page. */
const said = document.body.dataset;

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const fragment = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
};

/* That a link was handed to a program of the device is told to the server for its log. What was pressed goes on at once,
   whatever comes of that; and it gets there though the page is left. */
const tellHanded = (pressed) => {
  const to = document.querySelector("[data-handed]")?.dataset.handed;
  const { way } = pressed.dataset;
  if (!to || !way) return;
  fetch(to, { method: "POST", body: new URLSearchParams({ way }), keepalive: true, redirect: "manual" }).catch(() => {});
};
for (const press of ["click", "auxclick"]) {
  document.addEventListener(press, (event) => {
    const away = event.target.closest("a[data-way]");
    /* The right button opens a menu, and hands nothing over. */
    if (away && event.button !== 2) tellHanded(away);
  });
}
/* By the keyboard, or a finger held on the text. */
document.addEventListener("copy", (event) => {
  const field = event.target.closest?.("input[data-way], textarea[data-way]");
  if (field) tellHanded(field);
});

/* Copy to the clipboard; where that is not allowed, the text is selected for the keyboard. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const word = button.querySelector("[data-copy-word]");
  const before = word.textContent;
  try {
    await navigator.clipboard.writeText(source.value);
    tellHanded(button);
    word.textContent = button.dataset.copied ?? said.copied ?? "Copied";
  } catch {
    source.focus();
    source.select();
    word.textContent = said.keys ?? "Press Ctrl C";
  }
  setTimeout(() => {
    word.textContent = before;
  }, 2000);
});

/* The device's own way to share, where it has one. */
for (const button of all("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const { value } = document.getElementById(button.dataset.share);
    /* A sheet that was closed without a choice handed nothing over. */
    navigator.share({ text: value }).then(() => tellHanded(button), () => {});
  });
}

/* Questions in a dialog instead of on a page of their own. */
const ask = (content) => {
  const dialog = document.createElement("dialog");
  dialog.append(content);
  document.body.append(dialog);
  dialog.setAttribute("aria-label", content.querySelector("h1")?.textContent ?? "Confirm");
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.showModal();
  /* Whoever confirms by reflex confirms nothing. */
  dialog.querySelector("[data-close]")?.focus();
  return dialog;
};
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-confirm]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form.confirm");
    if (!form) throw new Error("no question");
    ask(document.adoptNode(form));
  } catch {
    location.href = link.href;
  }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ask]");
  if (!button || button.dataset.asked) return;
  event.preventDefault();
  const box = fragment(
    '<div class="card confirm"><p class="lead"></p><div class="acts"><button type="button" class="button danger"></button><button type="button" class="button plain" data-close>Cancel</button></div></div>',
  );
  box.querySelector("p").textContent = button.dataset.ask;
  box.querySelector("button").textContent = button.textContent.trim();
  const dialog = ask(box);
  box.querySelector("button").addEventListener("click", () => {
    dialog.close();
    button.dataset.asked = "yes";
    button.click();
  });
});

/* Going anywhere by its name: Ctrl K, or the button. The page that answers is one of its own, too. */
const goAnywhere = async (href) => {
  if (document.querySelector("dialog[open]")) return;
  const load = async (address) => {
    const answer = await fetch(address);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const found = (page) => page.querySelector(".go-list") ?? fragment('<p class="go-list"></p>');
  try {
    const page = await load(href);
    const form = page.querySelector(".go-form");
    if (!form) throw new Error("nowhere to type");
    const box = fragment('<div class="card go-box"></div>');
    box.append(document.adoptNode(form), document.adoptNode(found(page)));
    const dialog = ask(box);
    dialog.setAttribute("aria-label", "Go to");
    const input = form.querySelector("input");
    input.focus();
    const links = () => all(".go-list a", box);
    let asked = 0;
    let searched;
    const search = async () => {
      const turn = ++asked;
      const next = await load(`${href}?q=${encodeURIComponent(input.value)}`).catch(() => null);
      if (next && turn === asked) box.querySelector(".go-list").replaceWith(document.adoptNode(found(next)));
    };
    input.addEventListener("input", () => {
      searched = search();
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      // Who types fast means what they typed, not what was found before.
      await searched;
      links()[0]?.click();
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const at = links().indexOf(document.activeElement) + step;
      (at < 0 ? input : links()[Math.min(at, links().length - 1)])?.focus();
    });
  } catch {
    location.href = href;
  }
};
const goLink = document.querySelector("[data-go]");
if (goLink) {
  goLink.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goAnywhere(goLink.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    goAnywhere(goLink.href);
  });
}

/* In a list j and k go from row to row, x chooses one. Whoever types, types. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const rows = all("main .row-link");
  const at = rows.indexOf(document.activeElement);
  if (event.key === "j" && rows.length > 0) rows[Math.min(at + 1, rows.length - 1)].focus();
  else if (event.key === "k" && at > 0) rows[at - 1].focus();
  else if (event.key === "x" && at >= 0) rows[at].closest("tr")?.querySelector("input[type=checkbox]")?.click();
});

/* A form that somebody comes back with from elsewhere goes on by itself. */
document.querySelector("form[data-send]")?.requestSubmit();

/* Filters take effect when they are chosen with a finger or a mouse. Keys go through a list's choices one by one, so by
   keyboard the button does it. */
for (const form of all("form[data-submit]")) {
  let byPointer = false;
  form.addEventListener("pointerdown", () => {
    byPointer = true;
  });
  form.addEventListener("keydown", () => {
    byPointer = false;
  });
  form.addEventListener("change", (event) => {
    if (byPointer && event.target.matches("select")) form.requestSubmit();
  });
}

/* Where there are more tabs than the screen is wide, the one that is shown is seen. */
for (const tab of all(".tabs [aria-current], .bar > .chips [aria-current]")) {
  const row = tab.parentElement;
  const [inner, outer] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  if (inner.left < outer.left || inner.right > outer.right) {
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}

/* What was just done is told for a while, and not again when the page is loaded again. */
for (const toast of all("[data-toast]")) {
  const address = new URL(location.href);
  address.searchParams.delete("done");
  history.replaceState(null, "", address);
  setTimeout(() => toast.classList.add("gone"), 4000);
  setTimeout(() => toast.remove(), 4400);
}

/* The browser's time zone, as a first guess. */
for (const list of all("[data-zone-guess]")) {
  const field = document.getElementById(list.dataset.zoneGuess);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (field && !field.value && zone) field.value = zone;
}

/* A page that came back with something wrong begins there. */
const wrong = document.querySelector('main [aria-invalid="true"]');
wrong?.closest("details")?.setAttribute("open", "");
/* What is wrong about a choice, or about a field that is folded away, is said in words of its own. */
const begins = wrong?.offsetParent ? wrong : document.querySelector("main form .error");
if (begins) {
  if (begins !== wrong) begins.tabIndex = -1;
  begins.focus();
  begins.scrollIntoView({ block: "center" });
}

/* A window: from and to, or from and how long, are two views of the same thing. The clock is the site's: times
   are reckoned as they are written, and the server has the last word where clocks change. */
const MINUTES = { minutes: 1, hours: 60, days: 1440, weeks: 10080 };
const written = (text) => (text ? new Date(`${text}Z`) : null);
const asField = (date) => date.toISOString().slice(0, 16);
const endOfDay = (date, days) =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days + 1));
for (const box of all("[data-window]")) {
  const field = (name) => box.querySelector(`[name="${name}"]`);
  const [from, until, count, unit] = ["valid_from", "valid_until", "duration", "duration_unit"].map(field);
  const says = box.querySelector("[data-window-says]");
  const chosen = () => box.querySelector('[name="ends"]:checked')?.value;
  /* The app asks for no length, and for a start only where it is later. */
  const isNow = () => box.querySelector('[name="starts"]:checked')?.value === "now";
  const start = () => (isNow() ? null : written(from.value)) ?? written(box.dataset.now);
  const length = () => Number.parseInt(count?.value, 10) * MINUTES[unit?.value];
  const end = () => {
    const begin = start();
    const later = (minutes) => (minutes > 0 ? new Date(begin.getTime() + minutes * 60000) : null);
    switch (chosen()) {
      case "hour":
        return later(60);
      case "day":
        return later(1440);
      case "longest":
        return later(Number(box.dataset.longest));
      case "tonight":
        return endOfDay(begin, 0);
      case "sunday":
        return endOfDay(begin, (7 - begin.getUTCDay()) % 7);
      case "for":
        return later(length());
      case "until":
        return written(until.value);
      default:
        return null;
    }
  };
  const show = () => {
    const at = end();
    const words = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
    const now = written(box.dataset.now);
    if (at && at.getUTCFullYear() !== now.getUTCFullYear()) words.year = "numeric";
    const tongue = document.documentElement.lang;
    const time = at?.toLocaleString(tongue === "en" ? "en-GB" : tongue, words);
    if (chosen() === "never") says.textContent = said.endsNever ?? "It ends when you revoke it.";
    else says.textContent = at ? (said.endsSays ?? "It ends {time}.").replace("{time}", time) : "";
    /* Likely a slip of the finger, in a new link. */
    if (!said.endsSays && doors.length > 0 && now - start() > 86400000) says.textContent += " It began in the past.";
  };
  const carry = (event) => {
    const at = end();
    if (at && event?.target !== until && chosen() !== "until") until.value = asField(at);
    const minutes = at ? Math.round((at - start()) / 60000) : 0;
    if (count && minutes > 0 && event?.target !== count && event?.target !== unit && chosen() !== "for") {
      const best = Object.keys(MINUTES).findLast((name) => minutes % MINUTES[name] === 0);
      [count.value, unit.value] = [minutes / MINUTES[best], best];
    }
    show();
  };
  box.addEventListener("input", carry);
  /* A new link's times are on the clock of the first door that is chosen. */
  const doors = all('[name="doors"][data-zone]', box.form ?? box.closest("form"));
  const zone = box.querySelector("[data-window-zone]");
  const follow = () => {
    const first = doors.find((door) => door.checked);
    if (!first || !zone) return;
    zone.textContent = first.dataset.zone;
    box.dataset.now = first.dataset.now;
    carry();
  };
  for (const door of doors) door.addEventListener("change", follow);
  /* Who then chooses an end of their own begins with the one that stood there. */
  if (doors.length > 0) carry();
  else show();
}

/* Makes one element like another where they differ, so that whoever has the focus in it keeps it. */
const patch = (known, fresh) => {
  if (known.isEqualNode(fresh)) return;
  if (known.nodeName !== fresh.nodeName) {
    known.replaceWith(fresh);
    return;
  }
  if (known.nodeType !== Node.ELEMENT_NODE) {
    known.nodeValue = fresh.nodeValue;
    return;
  }
  for (const name of known.getAttributeNames()) if (!fresh.hasAttribute(name)) known.removeAttribute(name);
  for (const name of fresh.getAttributeNames()) known.setAttribute(name, fresh.getAttribute(name));
  const [before, after] = [[...known.childNodes], [...fresh.childNodes]];
  for (const [at, child] of before.entries()) {
    if (at < after.length) patch(child, after[at]);
    else child.remove();
  }
  known.append(...after.slice(before.length));
};

/* What is under way is looked at again until it is settled, less and less often. */
const lookAgain = async (ms) => {
  const box = document.querySelector("[data-under-way]");
  if (!box) return;
  try {
    if (!document.hidden) {
      const answer = await fetch(box.dataset.underWay, { headers: { Accept: "text/html" }, cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(box.id);
      /* A press that is on its way and comes again is still the same press. */
      const key = box.querySelector("input[name=send_key]")?.value;
      for (const input of fresh ? all("input[name=send_key]", fresh) : []) if (key) input.setAttribute("value", key);
      if (fresh) patch(box, document.adoptNode(fresh));
    }
  } catch {
    /* The next look may be luckier. */
  }
  setTimeout(lookAgain, ms, Math.min(ms * 1.5, 30000));
};
setTimeout(lookAgain, 1000, 1500);

/* Live views: what comes replaces what has its id, or is put before the rest. */
const place = (list, element, lines) => {
  const known = document.getElementById(element.id);
  if (known) patch(known, element);
  /* A list of cards has them from the server; only what is in them changes. */
  else if (list.hasAttribute("data-live-known")) return;
  else if (lines) {
    element.classList.add("new");
    list.prepend(element);
    document.querySelector("[data-live-empty]")?.remove();
  } else list.append(element);
};
const COME_BACK_MS = 5000;
for (const list of all("[data-live]")) {
  const lines = list.hasAttribute("data-live-new");
  const { only, pick } = list.dataset;
  const state = lines ? document.querySelector("[data-live-state]") : null;
  const catchUp = lines ? document.querySelector("[data-live-catch-up]") : null;
  const waiting = [];
  const say = (word, away) => {
    if (!state) return;
    state.hidden = false;
    state.classList.toggle("away", away);
    state.querySelector("[data-live-word]").textContent = word;
  };
  /* Lines do not move under a pointer, or under what was scrolled to, or away from the keyboard. */
  const pointer = matchMedia("(hover: hover)");
  const isRead = () =>
    list.getBoundingClientRect().top < 0 || (pointer.matches && list.matches(":hover")) || list.matches(":focus-within");
  const flush = () => {
    for (const element of waiting.splice(0)) place(list, element, lines);
    if (catchUp) catchUp.hidden = true;
    say("Live", false);
  };
  const hear = (message) => {
    const element = fragment(message.data);
    if (!element) return;
    if (only) {
      if (element.id === only) list.replaceChildren(element.querySelector(pick));
      return;
    }
    if (lines && isRead()) {
      waiting.push(element);
      catchUp.hidden = false;
      catchUp.textContent = waiting.length === 1 ? "1 new event" : `${waiting.length} new events`;
      say("Paused while you read", true);
      return;
    }
    place(list, element, lines);
  };
  const connect = () => {
    const source = new EventSource(list.dataset.live);
    const tell = (word) => list.dispatchEvent(new CustomEvent(word, { bubbles: true }));
    source.onopen = () => {
      say("Live", false);
      tell("live");
    };
    source.onerror = () => {
      say("Not connected", true);
      tell("live-away");
      /* A browser comes back by itself from a line that broke, and not from an answer that is no stream. */
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, COME_BACK_MS);
    };
    source.onmessage = hear;
    source.addEventListener("renew", () => tell("renew"));
  };
  connect();
  catchUp?.addEventListener("click", () => {
    window.scrollTo({ top: 0 });
    flush();
  });
  if (lines) {
    document.addEventListener("scroll", () => {
      if (waiting.length > 0 && !isRead()) flush();
    }, { passive: true });
    for (const away of ["pointerleave", "focusout"]) {
      list.addEventListener(away, () => setTimeout(() => {
        if (waiting.length > 0 && !isRead()) flush();
      }));
    }
  }
}

/* A search of the network takes as long as it says; the bar runs as long. */
const searching = document.querySelector("[data-searching]");
if (searching) {
  searching.addEventListener("submit", () => {
    searching.dataset.on = "";
    searching.querySelector("[data-search-said]").textContent = searching.dataset.searching;
  });
  // Back from elsewhere the page is as it was left.
  addEventListener("pageshow", () => delete searching.dataset.on);
}
