import { main } from "../../src/cli/index";

/** What a command line prints and returns. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in this process. */
export async function runCli(...args: readonly string[]): Promise<Outcome> {
  let [out, error] = ["", ""];
  const spies = [
    jest.spyOn(console, "log").mockImplementation((text: string) => {
      out += `${text}\n`;
    }),
    jest.spyOn(console, "error").mockImplementation((text: string) => {
      error += `${text}\n`;
    }),
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += String(text);
      return true;
    }),
  ];
  try {
    return { code: await main(args), out, error };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
