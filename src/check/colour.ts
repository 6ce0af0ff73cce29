import { styleText } from "node:util";

/** Marks text for a terminal, or leaves it as it is. */
export type Paint = (style: "red" | "yellow" | "green" | "cyan" | "bold" | "dim", text: string) => string;

/** Leaves text as it is: files, pipes, tests. */
export const plain: Paint = (_style, text) => text;

/** Colours where the stream is a terminal and NO_COLOR is not set (no-color.org: any text but the empty one). */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const isRefused = (process.env.NO_COLOR ?? "") !== "";
  return stream.isTTY === true && !isRefused ? (style, text) => styleText(style, text) : plain;
}
