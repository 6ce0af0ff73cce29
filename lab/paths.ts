import { dirname, join } from "node:path";

/** Folder of the project. */
export const projectDir = dirname(__dirname);

/** Everything that the lab builds, starts and writes. Ignored by git. */
const lab = join(projectDir, ".lab");

/** Places in the lab's folder. */
export const places = {
  lab,
  /** Tools: atmos, tofu, providers, each with a stamp. */
  bin: join(lab, "bin"),
  /** Python environment with moto. */
  venv: join(lab, "venv"),
  python: join(lab, "venv", "bin", "python"),
  /** Filesystem mirror of Terraform providers. */
  mirror: join(lab, "mirror"),
  /** Configuration of tofu and terraform that knows the mirror and nothing else. */
  cliConfig: join(lab, "tofu.rc"),
  /** One folder per run, gone after `lab:down`. */
  runs: join(lab, "run"),
  /** Logs, one folder per run. They stay. */
  logs: join(lab, "logs"),
  /** Scratch folders of lab tests. */
  scratch: join(lab, "scratch"),
  /** What Atmos caches. */
  cache: join(lab, "cache"),
} as const;
