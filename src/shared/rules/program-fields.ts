/** As many questions as a page can hold beside the common facts. */
export const mostFields = 20;
export const fieldLength = 60;

/** Whether two fields have one name: case and spaces around it make no other question. */
export function namedTwice(fields: readonly string[]): boolean {
  const names = fields.map((field) => field.trim().toLowerCase());
  return new Set(names).size < names.length;
}
