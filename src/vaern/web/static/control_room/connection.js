// The stream of events, followed for as long as the page is open, and what the page says of it.

const KINDS = ["alarm", "released", "counts", "reset", "alive", "gone"];
const RETRY_MS = 3000;
const SILENCE_MS = 15000; // the server says `alive` every five seconds: three missed, and the line is dead

export class Connection {
  /** `hear` holds one function for each kind of event. */
  constructor(root, address, say, hear) {
    this.place = root.querySelector("#connection");
    Object.assign(this, { address, say, hear, lastId: null });
    this.tell("connecting");
  }

  follow() {
    const source = new EventSource(this.from());
    this.listen(source);
    source.onopen = () => this.state !== "service_gone" && this.tell("following");
    source.onerror = () => this.lost(source);
    for (const kind of KINDS) source.addEventListener(kind, (event) => this.take(kind, event));
  }

  /** A line that says nothing at all is dead, whatever the browser believes. */
  listen(source) {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      source.close();
      this.tell("reconnecting");
      this.follow();
    }, SILENCE_MS);
    this.source = source;
  }

  take(kind, event) {
    this.lastId = event.lastEventId || this.lastId;
    this.listen(this.source);
    if (kind === "gone") this.tell("service_gone");
    else if (this.state === "service_gone") this.tell("following");
    this.hear[kind]?.(event.data ? JSON.parse(event.data) : {}, Number(event.lastEventId || 0));
  }

  /** The browser reconnects by itself, except after a refusal: then this does, from the last event heard. */
  lost(source) {
    if (this.state !== "service_gone") this.tell("reconnecting");
    if (source.readyState === EventSource.CLOSED) setTimeout(() => this.follow(), RETRY_MS);
  }

  from() {
    return this.lastId ? `${this.address}?after=${encodeURIComponent(this.lastId)}` : this.address;
  }

  tell(state) {
    this.state = state;
    this.place.className = `connection is-${state}`;
    this.place.textContent = this.say(state);
  }
}
