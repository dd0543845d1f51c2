/** Words written as one text with `|` between them: long lists stay readable. */
export function wordList(text: string): string[] {
  return text.split('|').map((word) => word.trim());
}
