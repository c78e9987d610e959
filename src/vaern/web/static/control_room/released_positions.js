// The positions that the law opened, oldest first. The page knows no others.

export class ReleasedPositions {
  constructor() {
    this.clear();
  }

  clear() {
    this.list = [];
    this.seen = new Set();
  }

  /** Take one released position in; say whether it is new (the stream repeats after a reconnection). */
  take(position) {
    const key = `${position.control}|${position.zone}|${position.device}|${position.time}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    this.list.push(position);
    this.list.sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
    return true;
  }

  get latest() {
    return this.list.at(-1) ?? null;
  }

  last(count) {
    return this.list.slice(-count);
  }
}
