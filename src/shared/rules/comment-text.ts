/** What a comment's placeholders stand for. */
export interface CommentValues {
  name: string;
  criterion: string;
  /** As they are shown; empty while nothing is chosen. */
  points: string;
}

/** A comment with {name}, {criterion} and {points} filled in; other braces stay. */
export function fillComment(text: string, values: CommentValues): string {
  return text.replace(/\{(name|criterion|points)\}/g, (_whole, key: keyof CommentValues) => values[key]);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * A comment as the bank keeps it: without the name of whom it was written for. Names stand in it whole, not within
 * other words.
 */
export function commentPattern(text: string, names: readonly string[]): string {
  return [...new Set(names)]
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce(
      (pattern, name) =>
        pattern.replace(
          new RegExp(`(?<![\\p{L}\\p{M}\\p{N}{])${escaped(name)}(?![\\p{L}\\p{M}\\p{N}])`, 'gu'),
          '{name}',
        ),
      text,
    );
}
