import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Output } from "./display";

/** What is read from. */
export type Input = Readable & { readonly isTTY?: boolean };

/** Asks once. Only the word `yes` is a yes; an end of the input, or Ctrl-C, is a no. */
export function askYes(question: string, input: Input, output: Output): Promise<boolean> {
  output.write(question);
  return new Promise((resolve) => {
    const lines = createInterface({ input });
    let answer = "";
    lines.once("line", (line) => {
      answer = line.trim();
      lines.close();
    });
    lines.once("SIGINT", () => lines.close());
    lines.once("close", () => resolve(answer === "yes"));
  });
}
