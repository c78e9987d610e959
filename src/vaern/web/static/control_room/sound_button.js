// Turning the sound on and off. A browser lets no page sound before somebody has pressed something on it.

const REMIND_MS = 1000;
const QUIET = 0.0001;
const LOUD = 0.3;

export class SoundButton {
  constructor(root, ringing, say) {
    this.button = root.querySelector("#sound");
    Object.assign(this, { ringing, say, context: null });
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.turn(!this.ringing.isOn));
    this.tell();
    setInterval(() => ringing.remind(Date.now()), REMIND_MS);
  }

  turn(on) {
    this.context ??= new AudioContext();
    if (on) this.context.resume();
    this.ringing.isOn = on;
    this.tell();
    if (on) this.ringing.sound("technical"); // so that whoever turns it on hears that it is
  }

  tell() {
    this.button.setAttribute("aria-pressed", String(this.ringing.isOn));
    this.button.textContent = this.say(this.ringing.isOn ? "sound_on" : "sound_off");
  }

  /** Sound a pattern, note by note. */
  play(pattern) {
    let at = this.context.currentTime;
    for (const [pitch, length] of pattern) {
      const tone = this.context.createOscillator();
      const volume = this.context.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(QUIET, at);
      volume.gain.exponentialRampToValueAtTime(LOUD, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(QUIET, at + length);
      tone.connect(volume).connect(this.context.destination);
      tone.start(at);
      tone.stop(at + length);
      at += length;
    }
  }
}
