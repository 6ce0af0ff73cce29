import { output } from "../output";
import { projectDir } from "../paths";

/**
 * Folder of a Go module, downloaded when the module cache lacks it.
 *
 * @throws when there is no Go or no such version
 */
export async function moduleFolder(path: string, version: string): Promise<string> {
  const query = `${path}@v${version}`;
  try {
    const { Dir } = JSON.parse(await output("go", ["mod", "download", "-json", query], projectDir)) as {
      readonly Dir: string;
    };
    return Dir;
  } catch (error) {
    throw new Error(`charts of ${query}: go mod download: ${reason(error)}`, { cause: error });
  }
}

/** With -json Go says what is wrong on its standard output. */
function reason(error: unknown): string {
  const { stdout = "", message = String(error) } = error as {
    readonly stdout?: string;
    readonly message?: string;
  };
  return /"Error": (".*")/.exec(stdout)?.[1] ?? message;
}
