import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { assumeRole } from "./aws";
import { run as runCommand, tail } from "./command";
import { awsEnvironment, quietEnvironment } from "./environment";
import { startMoto } from "./moto";
import { places } from "./paths";
import { projectView } from "./project-view";
import { type Run, writeFacts } from "./runs";

/** A running lab: AWS is up, and a copy of the project is there to run Atmos in. */
export interface Session {
  readonly run: Run;
  /** URL of AWS. */
  readonly endpoint: string;
  /** Folder to run Atmos in. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Who calls in the lab: somebody in the management account who may do everything, as at a user's first bootstrap. */
const administrator = (account: string): string => `arn:aws:iam::${account}:role/lab-administrator`;

/** Starts AWS and copies the project. `managementAccount` is the account that the caller is in. */
export async function startSession(run: Run, managementAccount: string, keep: boolean): Promise<Session> {
  const endpoint = await startMoto(run, keep);
  writeFacts(run, { endpoint, keep });
  const home = join(run.dir, "home");
  mkdirSync(home, { recursive: true });
  const credentials = await assumeRole(endpoint, administrator(managementAccount));
  return {
    run,
    endpoint,
    project: projectView(run),
    env: { ...quietEnvironment(home), ...awsEnvironment(endpoint, credentials) },
  };
}

/** Runs Atmos as a user would. `name` names its log. @returns exit code and log */
export async function atmos(
  session: Session,
  name: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly log: string }> {
  const log = join(session.run.logs, `${name}.log`);
  const code = await runCommand({
    name,
    command: [join(places.bin, "atmos"), ...args],
    cwd: session.project,
    env: session.env,
    log,
    pids: session.run.pids,
  });
  return { code, log };
}

/** Runs Atmos. @throws with the command, its log and the end of it when it fails */
export async function mustAtmos(session: Session, name: string, args: readonly string[]): Promise<string> {
  const { code, log } = await atmos(session, name, args);
  if (code === 0) return log;
  throw new Error(`atmos ${args.join(" ")} ended with ${code}. The end of ${log}:\n${tail(log, 25)}`);
}
