/** Options that several commands have, for `node:util` parseArgs. */
export const STACK_OPTION = { type: "string", short: "s" } as const;

/** Folder with atmos.yaml. */
export const PROJECT_OPTION = { type: "string", default: "." } as const;
