import type { AccountInventory } from "./aws";

/** What exists where, as lines for people. */
export function reportLines(accounts: Readonly<Record<string, AccountInventory>>): string[] {
  return Object.entries(accounts).flatMap(([account, found]) => [
    `account ${account}`,
    ...Object.entries(found.objects).flatMap(([bucket, keys]) => [
      `  bucket ${bucket}: ${count(keys.length, "object")}`,
      ...keys.map((key) => `    ${key}`),
    ]),
    ...list("role", found.roles),
    ...list("policy", found.policies),
    ...list("OIDC provider", found.oidc),
    ...(nothingIn(found) ? ["  nothing"] : []),
  ]);
}

function nothingIn(found: AccountInventory): boolean {
  const lists = [Object.keys(found.objects), found.roles, found.policies, found.oidc];
  return lists.every((items) => items.length === 0);
}

function list(noun: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`  ${count(names.length, noun)}:`, ...names.map((name) => `    ${name}`)];
}

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : noun.replace(/y$/, "ie") + "s"}`;
}
