// Press and hold: the call is kept on the telephone first, then sent until the control room has it, then until it is seen.

import { drop, keep, kept } from "./outbox.js";

const HOLD_MS = 2000;
const AGAIN_MS = 4000;
const POSITION_WAIT_MS = 3000;

const box = document.querySelector("#alarm");
const button = document.querySelector("#press");
const state = document.querySelector("#state");
const quiet = document.querySelector("#quiet");

let pressing = null;
let position = null;
let current = null;
let sending = false;
let last = null;
let token = document.querySelector("[name=csrfmiddlewaretoken]").value;

quiet.checked = localStorage.getItem("quiet") === "1";
quiet.addEventListener("change", () => {
  localStorage.setItem("quiet", quiet.checked ? "1" : "0");
  dress();
});

function dress() {
  document.body.classList.toggle("is-quiet", quiet.checked);
  const word = document.querySelector("#press-word");
  word.textContent = quiet.checked ? word.dataset.quiet : word.dataset.loud;
  if (last) say(...last);
}

function say(what, seen) {
  last = [what, seen];
  const text = quiet.checked ? box.dataset[`quiet${what[0].toUpperCase()}${what.slice(1)}`] : box.dataset[what];
  state.textContent = text.replace("{desk}", seen?.desk ?? "").replace("{at}", seen?.at ?? "");
  state.className = `alarm-state is-${what}`;
}

function begin() {
  if (pressing) return;
  button.classList.add("is-pressed");
  position = where();
  pressing = setTimeout(call, HOLD_MS);
}

function end() {
  if (!pressing) return;
  clearTimeout(pressing);
  pressing = null;
  button.classList.remove("is-pressed");
  if (!current) state.textContent = quiet.checked ? "" : box.dataset.kept;
}

function where() {
  if (box.dataset.position !== "yes" || !navigator.geolocation) return Promise.resolve(null);
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), () => resolve(null), { enableHighAccuracy: true, maximumAge: 10000, timeout: 8000 });
  });
}

async function call() {
  pressing = null;
  button.classList.remove("is-pressed");
  if (!quiet.checked) navigator.vibrate?.(200);
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const made = { key, pressed_at: new Date().toISOString() };
  current = key;
  say("waiting");
  await keep(made).catch(() => {}); // a full telephone keeps nothing: it is sent all the same
  const late = new Promise((resolve) => setTimeout(resolve, POSITION_WAIT_MS, null));
  const coords = await Promise.race([position, late]);
  if (coords) Object.assign(made, { lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy });
  await keep(made).catch(() => {});
  await send([made]);
}

async function send(calls) {
  if (sending) return;
  sending = true;
  for (const each of calls) {
    try {
      const answer = await fetch(box.dataset.call, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(each) });
      if (answer.status === 403) await renew();
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      await drop(each.key).catch(() => {});
      current = each.key;
      say("received");
    } catch {
      current = each.key;
      say("waiting");
    }
  }
  sending = false;
}

// A page kept from before the last sign-in bears an old token: the next try has the new one.
async function renew() {
  const page = await fetch(location.pathname, { credentials: "same-origin" });
  token = (await page.text()).match(/name="csrfmiddlewaretoken" value="([^"]+)"/)?.[1] ?? token;
}

async function ask() {
  const waiting = await kept().catch(() => []);
  if (waiting.length) return send(waiting);
  if (!current) return;
  const answer = await fetch(`${box.dataset.call}/${current}`, { credentials: "same-origin" }).catch(() => null);
  const found = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
  if (found?.state === "seen") say("seen", found);
}

button.addEventListener("pointerdown", (event) => { button.setPointerCapture(event.pointerId); begin(); });
for (const name of ["pointerup", "pointercancel", "blur"]) button.addEventListener(name, end);
button.addEventListener("contextmenu", (event) => event.preventDefault());
button.addEventListener("keydown", (event) => { if ([" ", "Enter"].includes(event.key)) { event.preventDefault(); begin(); } });
button.addEventListener("keyup", (event) => { if ([" ", "Enter"].includes(event.key)) end(); });
window.addEventListener("online", ask);
setInterval(ask, AGAIN_MS);
dress();
ask();
navigator.serviceWorker?.register(box.dataset.worker, { scope: "/mine/" }).catch(() => {});
