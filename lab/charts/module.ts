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
    throw new Error(`charts of ${query}: go mod download fails: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
