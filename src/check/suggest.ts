/** Edit distance in which swapping two neighbours is one step. */
function distance(left: string, right: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1] &&
        row > 1 &&
        column > 1
      ) {
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, "");

/**
 * The choice that was probably meant by `word`, or undefined when none is close. Case, dashes and underscores count
 * for nothing: `node-pools` means `node_pools`, `minreplicacount` means `minReplicaCount`.
 */
export function nearest(word: string, choices: Iterable<string>): string | undefined {
  const wanted = plain(word);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 0.5;
  for (const choice of choices) {
    const candidate = plain(choice);
    const isLonger = wanted.length >= 4 && (candidate.startsWith(wanted) || wanted.startsWith(candidate));
    const steps = isLonger && candidate.length >= 4 ? 1 : distance(wanted, candidate);
    if (steps < bestDistance) {
      best = choice;
      bestDistance = steps;
    }
  }
  return best;
}

/** `did you mean "x"?` where a choice is close, else a list of the choices. */
export function suggestion(word: string, choices: readonly string[]): string {
  const meant = nearest(word, choices);
  return meant === undefined ? `use one of: ${choices.join(", ")}` : `did you mean "${meant}"?`;
}
