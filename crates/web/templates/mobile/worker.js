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
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (SHELL.includes(url.pathname) && url.pathname !== OFFLINE) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
