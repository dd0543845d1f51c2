/** Five words of a list of over a thousand: fifty bits, behind a slow key derivation, and easy to remember. */
const count = 5;

/** A passphrase by chance. The list is fetched when first asked for. */
export async function suggestPassphrase(): Promise<string> {
  const { passphraseWords } = await import('./passphrase-words.ts');
  return Array.from({ length: count }, () => passphraseWords[below(passphraseWords.length)] ?? '').join(' ');
}

/** An even random number from 0 to below `limit`: numbers of the uneven rest are thrown again. */
function below(limit: number): number {
  const whole = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (number < whole) return number % limit;
  }
}
