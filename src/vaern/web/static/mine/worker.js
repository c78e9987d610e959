// Keeps the page for help on the telephone, so that it opens without a connection. Nothing of the case is kept.

const KEPT = "notes-1";
const PAGE = "/mine/";

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const ours = address.origin === location.origin && (address.pathname === PAGE || address.pathname.startsWith("/static/"));
  if (request.method === "GET" && ours) event.respondWith(fresh(request));
});

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
