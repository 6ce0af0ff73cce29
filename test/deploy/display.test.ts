import { withoutColour } from "../../src/deploy/changes";
import { displayFor } from "../../src/deploy/display";
import type { Job } from "../../src/deploy/job";

const job = (label: string): Job => ({ label, after: [], instance: {} as Job["instance"] });
const [karpenter, keda] = [job("dev-use1/karpenter"), job("dev-use1/keda")];

/** What a terminal shows after all that was written: only moves up and erasing are known. */
function screen(written: string): string {
  const lines: string[] = [""];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal understands
  for (const [part, up] of written.matchAll(/\u001b\[(\d+)A\u001b\[J|[^\u001b]+/g)) {
    if (up !== undefined) lines.splice(lines.length - 1 - Number(up), Number.POSITIVE_INFINITY, "");
    else {
      const [first = "", ...rest] = part.split("\n");
      lines[lines.length - 1] += first;
      lines.push(...rest);
    }
  }
  return lines.join("\n");
}

function shown(isTTY: boolean, rows = 24): string {
  let written = "";
  const output = {
    isTTY,
    columns: 60,
    rows,
    write: (text: string) => {
      written += text;
    },
  };
  jest.useFakeTimers({ now: 0 });
  try {
    const display = displayFor(output, [karpenter, keda]);
    display.begin(karpenter, "applying");
    jest.advanceTimersByTime(75_000);
    display.end(karpenter, "ok", "3 created");
    display.line("a line of its own");
    display.end(keda, "skipped", "skipped: comes after dev-use1/karpenter");
    display.close();
  } finally {
    jest.useRealTimers();
  }
  return screen(withoutColour(written));
}

test("without a terminal every event is a line, with the time that it took", () => {
  expect(shown(false)).toBe(
    [
      "… dev-use1/karpenter: applying",
      "✓ dev-use1/karpenter: 3 created, 1:15",
      "a line of its own",
      "- dev-use1/keda: skipped: comes after dev-use1/karpenter",
      "",
    ].join("\n"),
  );
});

test.each([24, 3])("on a terminal of %i rows the table is drawn in place and stays at the end", (rows) => {
  expect(shown(true, rows)).toBe(
    [
      "a line of its own",
      "✓ dev-use1/karpenter   1:15  3 created",
      "- dev-use1/keda              skipped: comes after dev-use1/",
      "",
    ].join("\n"),
  );
});
