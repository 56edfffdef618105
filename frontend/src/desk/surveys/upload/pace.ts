const WINDOW_MS = 20_000;

/** How fast something grows, from what it was over the last seconds: bytes a second, seconds left. */
export class Pace {
  private samples: { at: number; done: number }[] = [];

  add(done: number, at: number): void {
    this.samples.push({ at, done });
    while (this.samples.length > 2 && at - (this.samples[0]?.at ?? at) > WINDOW_MS) this.samples.shift();
  }

  /** 0 while nothing is known, or nothing moves. */
  speed(now: number): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || now - last.at > WINDOW_MS || now <= first.at) return 0;
    return Math.max(0, ((last.done - first.done) * 1000) / (now - first.at));
  }

  secondsLeft(total: number, now: number): number | null {
    const speed = this.speed(now);
    const done = this.samples.at(-1)?.done ?? 0;
    return speed > 0 ? Math.max(0, (total - done) / speed) : null;
  }

  clear(): void {
    this.samples = [];
  }
}
