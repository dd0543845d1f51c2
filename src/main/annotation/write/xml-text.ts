const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** A text as XML 1.0 may hold it: what it has no way to write is left out. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[&<>"\n\t]/g, (sign) => entities[sign] ?? '')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '');

/** An element of attributes; those that are null are left out. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === null ? [] : [` ${key}="${xmlText(String(value))}"`]))
    .join('');
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>\n${children.join('\n')}\n</${name}>`;
}

export const xmlLeaf = (name: string, text: string | number): string =>
  `<${name}>${xmlText(String(text))}</${name}>`;
