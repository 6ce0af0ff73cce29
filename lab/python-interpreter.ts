import { output } from "./output";
import { projectDir } from "./paths";

/** Path of a Python interpreter itself: `python3` may be a script of a version manager, which starts another process. */
export async function interpreter(names: readonly string[], version: RegExp): Promise<string | undefined> {
  for (const name of names) {
    const text = await output(
      name,
      ["-c", "import platform, sys; print(platform.python_version()); print(sys.executable)"],
      projectDir,
    ).catch(() => "");
    const [found, path] = text.trim().split("\n");
    if (found !== undefined && path !== undefined && version.test(found)) return path;
  }
  return undefined;
}
