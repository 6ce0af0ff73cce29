import { createServer, type Server } from "node:net";

/** Ports that this process has given out: a cluster that starts at the same time must not get them. */
const given = new Set<number>();

/**
 * Ports of 127.0.0.1 that nobody listens on. Another program may still take one before it is used.
 *
 * @throws when the system has none
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers: Server[] = [];
  const ports: number[] = [];
  try {
    // All are held until the last is there, so that they differ.
    while (ports.length < count) {
      const server = await listen();
      servers.push(server);
      const port = portOf(server);
      if (given.has(port)) continue;
      given.add(port);
      ports.push(port);
    }
    return ports;
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the system gave no port");
  return address.port;
}
