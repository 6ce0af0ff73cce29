/** Exit codes: 128 and the number of the signal. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * On Ctrl-C and its relatives: cleans up once and exits. More of them while that runs change nothing.
 *
 * @returns whether a signal has arrived, so that failures it causes are not reported as failures
 */
export function onSignal(cleanUp: (name: string) => Promise<void>): () => boolean {
  let arrived = false;
  for (const [name, code] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      if (arrived) return;
      arrived = true;
      cleanUp(name).then(
        () => process.exit(code),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
  return () => arrived;
}

/** Goes on when whoever read the output is gone (`| head`, a closed terminal): the lab still has to clean up. */
export function ignoreBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
