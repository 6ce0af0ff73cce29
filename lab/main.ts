import { parseArgs } from "node:util";
import { inventory } from "./aws";
import { makeEverything } from "./make";
import { projectDir } from "./paths";
import { step } from "./progress";
import { reportLines } from "./report";
import { endAbandonedRuns, endRun, newRun, type Run, writeFacts } from "./runs";
import { applyAll } from "./scenario";
import { type Selection, select } from "./selection";
import { startSession } from "./session";
import { ignoreBrokenPipe, onSignal } from "./signals";

const HELP = `npm run lab -- [--only A,B] [-s STACK] [--keep]

Applies the repository's stacks with the real Atmos, OpenTofu and AWS provider to an AWS that runs on this machine:
makes missing tools, starts AWS, bootstraps the state bucket, applies, plans a second time (no changes), says what
exists where, and ends everything.

  --only A,B   only these components or instances, for example --only tfstate-backend,pipeline-access
  -s STACK     only instances of this stack; the state bucket is made in any case
  --keep       leave everything running, until npm run lab:down
  --help       this text

Exit codes: 0 all went well, 1 something failed, 2 wrong usage, 130 interrupted.`;

const log = (line: string): void => console.log(line);

interface Options {
  readonly selection: Selection;
  readonly keep: boolean;
}

function options(): Options | "help" {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      stack: { type: "string", short: "s" },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const only = values.only?.split(",").map((name) => name.trim());
  return { selection: select(projectDir, { only, stack: values.stack }), keep: values.keep };
}

async function lab(run: Run, { selection, keep }: Options): Promise<void> {
  await makeEverything(log, run.pids);
  for (const { name, stack } of selection.leftOut) log(`- ${name} in ${stack} needs a cluster: left out`);
  const session = await step(log, "start AWS on this machine", () =>
    startSession(run, selection.managementAccount, keep),
  );
  const names = selection.instances.map(({ name, stack }) => `${name} in ${stack}`);
  writeFacts(run, { endpoint: session.endpoint, instances: names, keep });
  await applyAll(session, selection.instances, log);
  log("");
  for (const line of reportLines(await inventory(session.endpoint, selection.accounts))) log(line);
  log("");
}

async function main(): Promise<number> {
  let chosen: Options | "help";
  try {
    chosen = options();
  } catch (error) {
    console.error(`${message(error)}\n\n${HELP}`);
    return 2;
  }
  if (chosen === "help") {
    console.log(HELP);
    return 0;
  }
  for (const id of await endAbandonedRuns()) log(`- ended what run ${id} had left`);
  const run = newRun({ keep: false });
  const interrupted = onSignal(async (name) => {
    log(`${name}: ending everything`);
    await endRun(run);
  });
  let code = 0;
  try {
    await lab(run, chosen);
  } catch (error) {
    if (interrupted()) return await new Promise<never>(() => {});
    console.error(message(error));
    code = 1;
  }
  if (interrupted()) return await new Promise<never>(() => {});
  if (chosen.keep && code === 0) {
    log(`everything stays up: npm run lab:status, npm run lab:down. Logs: ${run.logs}`);
    return code;
  }
  await endRun(run);
  log(`${code === 0 ? "all went well" : "failed"}; everything is down again. Logs: ${run.logs}`);
  return code;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

ignoreBrokenPipe();
main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
