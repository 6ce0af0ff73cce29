import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until there is an answer.
 *
 * @param what what is waited for, for the error
 * @param limit how long, in milliseconds
 * @param ask undefined: not yet. What it throws counts as not yet, too, unless `over` says that waiting is in vain
 * @param over why waiting is in vain, undefined while it is not
 * @throws with what was thrown last, when the time is over or waiting is in vain
 */
export async function until<T>(
  what: string,
  limit: number,
  ask: () => Promise<T | undefined>,
  over: () => string | undefined = () => undefined,
): Promise<T> {
  const end = Date.now() + limit;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    const reason = over();
    if (reason !== undefined) throw new Error(`${what}: ${reason}`, { cause: last });
    await sleep(50);
  }
  throw new Error(`${what}: not within ${limit / 1000} s${last === undefined ? "" : `. ${String(last)}`}`, {
    cause: last,
  });
}
