#!/usr/bin/env node
import { type Command, UsageError } from "./command";

/**
 * The commands. A file is loaded when its command runs: `check` must not wait for what `synth` needs. The summaries
 * are repeated here for the same reason; a test compares them.
 */
export const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Command }>> =
  {
    synth: {
      summary: "generate components/terraform and schemas/jsonschema",
      load: () => require("./synth") as Command,
    },
    check: { summary: "check every stack before any plan", load: () => require("./check") as Command },
    list: {
      summary: "what each account gets, and what to apply next",
      load: () => require("./list") as Command,
    },
    show: {
      summary: "an instance, and the objects that it creates",
      load: () => require("./show") as Command,
    },
    deploy: {
      summary: "apply stacks or components in order, what can be at the same time",
      load: () => require("./deploy") as Command,
    },
    destroy: {
      summary: "destroy stacks or components, in the reverse order of deploy",
      load: () => require("./destroy") as Command,
    },
  };

/** Help without a command. */
export function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`);
  return [
    "Usage: eks-autoscaling COMMAND [OPTIONS]",
    "",
    ...rows,
    "",
    "eks-autoscaling COMMAND --help shows the options of a command.",
    "",
    "Exit codes: 0 done, 1 findings or stale files, 2 wrong usage",
  ].join("\n");
}

function nearestOf(word: string, choices: readonly string[]): string {
  const { suggestion } = require("../check/suggest") as typeof import("../check/suggest");
  return suggestion(word, choices);
}

/** What `node:util` parseArgs says about wrong options, in our words; undefined for any other error. */
function usageProblem(error: unknown, help: string): string | undefined {
  if (error instanceof UsageError) return error.message;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const option = /'(-[^' ]*)/.exec(message)?.[1] ?? "";
    const known = [...new Set(help.match(/--?[a-z][a-z-]*(?=[ ,\]\n])/g) ?? [])];
    return `there is no option ${option}; ${nearestOf(option, known)}`;
  }
  return code.startsWith("ERR_PARSE_ARGS_") ? message : undefined;
}

/** Runs the command line. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    console.log(overview());
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) {
    console.error(`There is no command ${name}; ${nearestOf(name, Object.keys(COMMANDS))}`);
    return 2;
  }
  const command = entry.load();
  if (rest.includes("--help") || rest.includes("-h")) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    const problem = usageProblem(error, command.help);
    if (problem === undefined) throw error;
    console.error(`eks-autoscaling ${name}: ${problem}`);
    return 2;
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
