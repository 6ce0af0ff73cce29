import { Agent, request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, apiError } from "./api-error";
import type { Connection } from "./credentials";

/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;
/** Times that a request is sent when the server says "too many": above all while it begins to serve a new CRD. */
const ATTEMPTS = 10;
/** Pause between those, in milliseconds. */
const PAUSE = 500;

/** One request. */
export interface Call {
  /** @default GET */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** @default application/json */
  readonly contentType?: string;
}

/**
 * Requests to one API server, with its authority as the only one trusted. Node's fetch cannot be given an authority.
 *
 * @returns a function that gives the body of an answer
 * @throws ApiError for a status of 400 or more; what Node throws when there is no answer
 */
export function https(connection: Connection): (call: Call) => Promise<string> {
  const agent = new Agent({
    ca: Buffer.from(connection.certificateAuthorityData, "base64"),
    keepAlive: true,
    maxSockets: 8,
  });
  const send = ({ method = "GET", path, body, contentType = "application/json" }: Call): Promise<string> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        accept: "application/json",
        authorization: `Bearer ${connection.token}`,
        ...(text === undefined
          ? {}
          : { "content-type": contentType, "content-length": Buffer.byteLength(text) }),
      };
      const url = new URL(path, connection.endpoint);
      const sent = request(url, { agent, method, headers, timeout: PATIENCE }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const answer = Buffer.concat(parts).toString("utf8");
          const status = response.statusCode ?? 0;
          if (status < 400) resolve(answer);
          else reject(apiError(`${method} ${path}`, status, answer));
        });
      });
      sent.on("timeout", () =>
        sent.destroy(new Error(`${method} ${url}: no answer for ${PATIENCE / 1000} s`)),
      );
      sent.on("error", reject);
      sent.end(text);
    });
  return async (call) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(call);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 429 || attempt === ATTEMPTS) throw error;
      }
      await sleep(PAUSE);
    }
  };
}
