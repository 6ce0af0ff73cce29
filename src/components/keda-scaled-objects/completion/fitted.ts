import { createHash } from "node:crypto";

/** The twin of `fittedName`: a name that is too long is cut and ends in `-` and eight hex digits of its SHA-1. */
export function fitted(name: string, limit: number): string {
  if (name.length <= limit) return name;
  return `${name.slice(0, limit - 9)}-${createHash("sha1").update(name).digest("hex").slice(0, 8)}`;
}
