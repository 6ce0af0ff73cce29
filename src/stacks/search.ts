/**
 * Stack manifests in the order in which they are likely to define a stack: by how many of the name's words
 * (`dev-use1`: dev, use1) are words of their path, then by how many occur in it. Stable among equals.
 */
export function byLikelihood(files: readonly string[], stack: string): readonly string[] {
  const words = wordsOf(stack);
  const scored = files.map((file) => ({ file, score: score(file, words) }));
  return scored.sort((a, b) => b.score - a.score).map(({ file }) => file);
}

function score(file: string, words: readonly string[]): number {
  const parts = new Set(wordsOf(file));
  let sum = 0;
  for (const word of words) sum += parts.has(word) ? 2 : file.includes(word) ? 1 : 0;
  return sum;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
}
