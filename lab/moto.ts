import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start, tail } from "./command";
import { places, projectDir } from "./paths";
import type { Run } from "./runs";

/** How long moto may take to answer, in milliseconds: importing it takes seconds on a loaded machine. */
const PATIENCE = 90_000;

/**
 * Starts AWS: one moto server on a free port of 127.0.0.1, for all accounts.
 *
 * @param keep true when it has to outlive this process
 * @returns its URL
 * @throws with the end of its log when it does not answer
 */
export async function startMoto(run: Run, keep: boolean): Promise<string> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const log = join(run.logs, "moto.log");
  const child = start({
    name: "moto",
    command: [
      places.python,
      join(projectDir, "lab/python/moto_lab.py"),
      "-H",
      "127.0.0.1",
      "-p",
      String(port),
    ],
    cwd: run.dir,
    env: { PATH: process.env.PATH, HOME: run.dir, PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" },
    log,
    pids: run.pids,
    guarded: !keep,
  });
  const limit = Date.now() + PATIENCE;
  while (Date.now() < limit) {
    if (await answers(endpoint)) return endpoint;
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  throw new Error(`moto does not answer at ${endpoint}. The end of ${log}:\n${tail(log, 15)}`);
}

/** True when a moto server answers there. */
export async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/moto-api/data.json`, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("the system gave no port"));
      });
    });
  });
}
