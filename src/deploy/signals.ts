/** What signals come from: the process, or a stand-in in tests. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

/** Ctrl-C, an end of the session, and an orderly end. */
const SIGNALS = ["SIGINT", "SIGHUP", "SIGTERM"] as const;

/** Calls `listener` for each signal. @returns what stops that */
export function onSignals(source: SignalSource, listener: () => void): () => void {
  for (const signal of SIGNALS) source.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) source.off(signal, listener);
  };
}
