import { type Paint, paintFor } from "../check/colour";
import type { Job } from "./job";

/** What is printed to. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** Shows what happens while it happens. */
export interface Display {
  /** An instance begins with something: `planning`. */
  begin(job: Job, doing: string): void;
  /** An instance has ended. */
  end(job: Job, sign: Sign, result: string): void;
  /** A line of its own. */
  line(text: string): void;
  /** No more changes: the table stays as it is. */
  close(): void;
}

/** How an instance ended. */
export type Sign = "ok" | "same" | "failed" | "skipped";

const SIGNS: Readonly<Record<Sign, readonly [sign: string, style: Parameters<Paint>[0]]>> = {
  ok: ["✓", "green"],
  same: ["=", "dim"],
  failed: ["✗", "red"],
  skipped: ["-", "yellow"],
};

/** Milliseconds between two drawings of the table. */
const REDRAW = 250;

/** A size of a terminal; some say 0 when they do not know. */
const sizeOf = (size: number | undefined, otherwise: number): number =>
  size === undefined || size === 0 ? otherwise : size;

/** `75000` becomes `1:15`. */
export function clock(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A table on a terminal, lines elsewhere. */
export function displayFor(output: Output, jobs: readonly Job[]): Display {
  return output.isTTY === true ? new Table(output, jobs) : new Lines(output);
}

/** One line per event. */
class Lines implements Display {
  private readonly began = new Map<string, number>();

  constructor(private readonly output: Output) {}

  begin(job: Job, doing: string): void {
    if (!this.began.has(job.label)) this.began.set(job.label, Date.now());
    this.line(`… ${job.label}: ${doing}`);
  }

  end(job: Job, sign: Sign, result: string): void {
    const began = this.began.get(job.label);
    this.began.delete(job.label);
    this.line(
      `${SIGNS[sign][0]} ${job.label}: ${result}${began === undefined ? "" : `, ${clock(Date.now() - began)}`}`,
    );
  }

  line(text: string): void {
    this.output.write(`${text}\n`);
  }

  close(): void {}
}

interface Row {
  text: string;
  sign: Sign | undefined;
  began: number | undefined;
  took: number | undefined;
}

/** All instances, one below the other, drawn again and again. */
class Table implements Display {
  private readonly rows = new Map<string, Row>();
  private readonly paint: Paint;
  private readonly timer: NodeJS.Timeout;
  private readonly width: number;
  private drawn = 0;
  private turns = 0;

  constructor(
    private readonly output: Output,
    jobs: readonly Job[],
  ) {
    this.paint = paintFor(output);
    this.width = Math.max(0, ...jobs.map((job) => job.label.length));
    for (const job of jobs)
      this.rows.set(job.label, { text: "waits", sign: undefined, began: undefined, took: undefined });
    this.timer = setInterval(() => this.draw(), REDRAW);
    this.draw();
  }

  begin(job: Job, doing: string): void {
    const row = this.rows.get(job.label);
    if (row === undefined) return;
    row.text = doing;
    row.sign = undefined;
    row.took = undefined;
    row.began ??= Date.now();
    this.draw();
  }

  end(job: Job, sign: Sign, result: string): void {
    const row = this.rows.get(job.label);
    if (row === undefined) return;
    row.text = result;
    row.sign = sign;
    row.took = row.began === undefined ? undefined : Date.now() - row.began;
    row.began = undefined;
    this.draw();
  }

  line(text: string): void {
    this.clear();
    this.output.write(`${text}\n`);
    this.draw();
  }

  close(): void {
    clearInterval(this.timer);
    this.clear();
    // The whole of it, even where it is higher than the terminal.
    for (const [label, row] of this.rows) this.output.write(`${this.format(label, row)}\n`);
    this.drawn = 0;
  }

  private format(label: string, row: Row): string {
    const [sign, style] =
      row.sign === undefined
        ? [row.began === undefined ? " " : this.wheel(), "cyan" as const]
        : SIGNS[row.sign];
    const time = row.took ?? (row.began === undefined ? undefined : Date.now() - row.began);
    const seconds = (time === undefined ? "" : clock(time)).padStart(6);
    const text = row.text.slice(0, Math.max(10, sizeOf(this.output.columns, 80) - this.width - 12));
    return `${this.paint(style, sign)} ${label.padEnd(this.width)} ${this.paint("dim", seconds)}  ${text}`;
  }

  private wheel(): string {
    return "|/-\\"[this.turns % 4] ?? "|";
  }

  /** What fits: what runs, then what has ended last, then what waits. */
  private visible(): readonly string[] {
    const room = Math.max(3, sizeOf(this.output.rows, 24) - 2);
    const all = [...this.rows];
    if (all.length <= room) return all.map(([label, row]) => this.format(label, row));
    const rank = (row: Row): number =>
      row.began !== undefined ? 0 : row.sign === "failed" ? 1 : row.sign === undefined ? 2 : 3;
    const shown = new Set(
      [...all].sort(([, left], [, right]) => rank(left) - rank(right)).slice(0, room - 1),
    );
    const done = all.filter(([, row]) => row.sign !== undefined).length;
    return [
      ...all.filter((entry) => shown.has(entry)).map(([label, row]) => this.format(label, row)),
      this.paint("dim", `  ${done} of ${all.length} done`),
    ];
  }

  private clear(): void {
    if (this.drawn > 0) this.output.write(`\u001b[${this.drawn}A\u001b[J`);
    this.drawn = 0;
  }

  private draw(): void {
    this.turns += 1;
    const lines = this.visible();
    this.clear();
    this.output.write(`${lines.join("\n")}\n`);
    this.drawn = lines.length;
  }
}
