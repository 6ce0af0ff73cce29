/** Seconds between two lines of a step that is still running. */
const HEARTBEAT = 15;

/** Where progress goes: standard output, or the log of a test. */
export type Log = (line: string) => void;

/** `75` becomes `1:15`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Runs one step: says that it begins, that it still runs, and how long it took. */
export async function step<T>(log: Log, title: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const elapsed = (): string => clock((Date.now() - began) / 1000);
  log(`… ${title}`);
  const heartbeat = setInterval(() => log(`  ${title}, ${elapsed()}`), HEARTBEAT * 1000);
  try {
    const result = await work();
    log(`✓ ${title}, ${elapsed()}`);
    return result;
  } catch (error) {
    log(`✗ ${title}, ${elapsed()}`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}
