import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Output } from "./display";

/** What is read from. */
export type Input = Readable & { readonly isTTY?: boolean };

/**
 * Asks once. Only the word `yes` is a yes; an end of the input is a no.
 *
 * @param stop Aborted by Ctrl-C: a no.
 */
export function askYes(question: string, input: Input, output: Output, stop: AbortSignal): Promise<boolean> {
  if (stop.aborted) return Promise.resolve(false);
  output.write(question);
  return new Promise((resolve) => {
    const lines = createInterface({ input });
    let answer = "";
    const close = (): void => lines.close();
    stop.addEventListener("abort", close, { once: true });
    lines.once("line", (line) => {
      answer = line.trim();
      lines.close();
    });
    lines.once("close", () => {
      stop.removeEventListener("abort", close);
      resolve(answer === "yes" && !stop.aborted);
    });
  });
}
