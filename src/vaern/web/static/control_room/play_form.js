// Play: asks for the walk, and waits until no more of it comes.

const QUIET_MS = 8000;

export class PlayForm {
  constructor(root, address, say) {
    this.form = root.querySelector("#play");
    this.button = this.form.querySelector("button");
    this.place = root.querySelector("#play-state");
    Object.assign(this, { address, say, accepted: null, waiting: null });
    this.form.addEventListener("submit", (event) => this.submit(event));
  }

  async submit(event) {
    event.preventDefault();
    this.button.disabled = true;
    const asked = new FormData(this.form);
    const status = await this.post(asked);
    if (status === 200) this.begin(asked.get("speed"));
    else this.end(status === 409 ? "play_busy" : "play_failed");
  }

  /** Return the answer's status, or 0 when none came. */
  async post(body) {
    try {
      return (await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" } })).status;
    } catch (error) {
      if (error instanceof TypeError) return 0;
      throw error;
    }
  }

  begin(speed) {
    this.place.textContent = this.say("play_started", { speed });
    this.wait();
  }

  end(key) {
    this.waiting = null;
    this.button.disabled = false;
    this.place.textContent = this.say(key);
  }

  /** Hear the counts: while they grow, the walk goes on. */
  hear({ accepted }) {
    if (this.waiting && accepted !== this.accepted) this.wait();
    this.accepted = accepted;
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.end("play_ended"), QUIET_MS);
  }
}
