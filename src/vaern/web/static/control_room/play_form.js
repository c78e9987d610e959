// Play: asks for the walk, and waits until no more of it comes.

const QUIET_MS = 8000;

export class PlayForm {
  constructor(root, address, say) {
    this.form = root.querySelector("#play");
    this.button = this.form.querySelector("button");
    this.place = root.querySelector("#play-state");
    Object.assign(this, { address, say, accepted: null, waiting: null });
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.button.disabled = false; // until now a press would have left the page
  }

  async submit(event) {
    event.preventDefault();
    this.button.disabled = true;
    const asked = new FormData(this.form);
    const refused = await this.post(asked);
    if (refused === null) this.begin();
    else this.end(refused);
  }

  /** Return null when the walk began, else why not, in words. */
  async post(body) {
    try {
      const answer = await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" } });
      return answer.ok ? null : (await answer.json()).error;
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return this.say("play_failed");
      throw error;
    }
  }

  begin() {
    this.button.disabled = true;
    this.place.textContent = this.say("play_started");
    this.wait();
  }

  end(words) {
    this.waiting = null;
    this.button.disabled = false;
    this.place.textContent = words;
  }

  /** Hear the counts: while they grow, the walk goes on. */
  hear({ accepted }) {
    if (this.waiting && accepted !== this.accepted) this.wait();
    this.accepted = accepted;
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.end(this.say("play_ended")), QUIET_MS);
  }
}
