// The app's service worker. It keeps the shell, so that there is an honest page without a connection, and nothing else:
// no page about anybody is ever stored, and what changes something is not touched.
"use strict";
const CACHE = "keylink-app-{{ version }}";
const OFFLINE = "/app/offline";
const SHELL = [OFFLINE{% for url in shell %}, "{{ url }}"{% endfor %}];
// Who waits longer stands before a door and wants to know.
const PATIENCE_MS = 6000;

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(SHELL.map((url) => new Request(url, { cache: "reload" })));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("keylink-app-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

// A notice of the house: who arrived where. It came encrypted for this browser alone.
self.addEventListener("push", (event) => {
  let notice = {};
  try {
    notice = event.data?.json() ?? {};
  } catch {
    // What cannot be read is told as what it is for sure: something happened.
  }
  const { title = "Keylink", body = {{ something }}, url = "/app/activity", tag } = notice;
  const icon = "{{ icon }}";
  event.waitUntil(self.registration.showNotification(title, { body, icon, badge: icon, tag, renotify: Boolean(tag), data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Only pages of the app, whatever a notice says.
  const wanted = String(event.notification.data?.url ?? "");
  const url = wanted.startsWith("/app") ? wanted : "/app";
  const show = async () => {
    const windows = await self.clients.matchAll({ type: "window" });
    const open = windows.find((one) => new URL(one.url).pathname.startsWith("/app"));
    if (open) {
      await open.focus();
      return open.navigate(url);
    }
    return self.clients.openWindow(url);
  };
  event.waitUntil(show());
});

async function page(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: stop.signal });
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  } finally {
    clearTimeout(timer);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // A press is a POST: it goes out now, or the page says that it did not.
  if (url.origin !== self.location.origin) return;
  if (request.method !== "GET") {
    // A form that does not get out ends on the honest page, and not on the browser's own.
    const isPress = url.pathname.startsWith("/app/doors/");
    if (request.mode === "navigate" && !isPress) {
      event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
    }
  } else if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (SHELL.includes(url.pathname) && url.pathname !== OFFLINE) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
