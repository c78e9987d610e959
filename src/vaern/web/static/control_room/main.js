// The control room: what the stream says goes to those who show it.

import { AlarmCards } from "./alarm_card.js";
import { AlarmList } from "./alarm_list.js";
import { Announcer } from "./announcer.js";
import { Connection } from "./connection.js";
import { Counters } from "./counters.js";
import { Episodes, groupOf } from "./episodes.js";
import { Figures } from "./figures.js";
import { Handling } from "./handling.js";
import { MapSection } from "./map_section.js";
import { PlayForm } from "./play_form.js";
import { PositionSentence } from "./position_sentence.js";
import { PositionTable } from "./position_table.js";
import { ReleasedPositions } from "./released_positions.js";
import { Ringing } from "./ringing.js";
import { SoundButton } from "./sound_button.js";
import { wordsFrom } from "./texts.js";

const OLD_MS = 10 * 60_000; // what the stream tells again of the past makes no sound
const root = document.getElementById("control-room");
const room = JSON.parse(document.getElementById("room-data").textContent);
const say = wordsFrom(room.texts);
const figures = new Figures(say, document.documentElement.lang, root.dataset.timeZone);

const episodes = new Episodes();
const positions = new ReleasedPositions();
const announcer = new Announcer(root);
const counters = new Counters(root, figures);
const map = new MapSection(root, room.controls, say, figures);
const sentence = new PositionSentence(root, say, figures);
const table = new PositionTable(root, say, figures);
const play = new PlayForm(root, room.play, say);
const handling = new Handling(room.acts, (alarm) => {
  list.again(alarm);
  countInTitle();
});
const cards = new AlarmCards(say, figures, room, handling, document.getElementById("report-form"), document.getElementById("answer-form"));
const list = new AlarmList(root, episodes, cards, say);

const opened = document.title;
const ringing = new Ringing((pattern) => sound.play(pattern), untaken);
const sound = new SoundButton(root, ringing, say);

/** The kinds of the open alarms that nobody has taken. */
function untaken() {
  const open = episodes.inOrder().filter((episode) => episode.state === "open");
  return open.filter((episode) => handling.of(episode.id).state === "waiting").map((episode) => episode.judged.kind);
}

/** The tab says how many wait, for whoever looks at another one. */
function countInTitle() {
  const waiting = untaken().filter((kind) => groupOf(kind) !== "technical").length;
  document.title = waiting ? `(${waiting}) ${opened}` : opened;
}

function showPositions() {
  const since = episodes.positionOpenSince;
  sentence.show(positions.latest, since);
  table.show(positions);
  map.draw(positions, since !== null);
}

function announce(event) {
  const group = groupOf(event.kind);
  const words = say("alarm_said", {
    group: say(`group_${group}`),
    kind: say(`kind_${event.kind}`),
    event: say(`event_${event.event}`),
    grade: event.grade ? say(`grade_${event.grade}`) : "",
    distance: figures.signed(event.distance_m),
  });
  announcer.say(group === "zone" && event.event !== "cleared" ? "assertive" : "polite", words);
}

const connection = new Connection(root, room.stream, say, {
  alarm(event) {
    const isNew = !episodes.knows(event) && Date.now() - Date.parse(event.at) < OLD_MS;
    list.show(episodes.take(event));
    announce(event);
    if (isNew) ringing.hear(event);
    countInTitle();
    showPositions();
  },
  released(position, entry) {
    const episode = episodes.take(position, "position");
    if (episode.events.length > 0) list.show(episode);
    if (entry > room.after && positions.take(position)) showPositions();
  },
  counts(counts) {
    counters.show(counts);
    play.hear(counts);
  },
  reset() {
    positions.clear();
    showPositions();
    play.begin();
  },
});

connection.follow();
handling.follow();
if (room.playing) play.begin();
showPositions();
map.open();
