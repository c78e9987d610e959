// Keeps the page for help on the telephone, so that it opens without a connection. Nothing of the case is kept.

const KEPT = "notes-1";
const PAGE = "/mine/";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepAll());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const ours = address.origin === location.origin && (address.pathname === PAGE || address.pathname.startsWith("/static/"));
  if (request.method === "GET" && ours) event.respondWith(fresh(request));
});

// The page and all that it names, at once: the next time there may be no connection.
async function keepAll() {
  const cache = await caches.open(KEPT);
  const page = await fetch(PAGE);
  if (!page.ok || page.redirected) return;
  const named = [...(await page.clone().text()).matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  const outbox = named.filter((name) => name.includes("alarm")).map((name) => new URL("outbox.js", new URL(name, location.origin)).pathname);
  await cache.put(PAGE, page);
  await cache.addAll([...named, ...outbox]);
}

async function fresh(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(request, answer.clone());
    return answer;
  } catch (gone) {
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw gone;
  }
}
