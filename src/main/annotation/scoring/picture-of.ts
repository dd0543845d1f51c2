import { baseName, foldName, stemOf } from '../image-names.ts';

interface Named {
  name: string;
  type: string;
}

const base = (name: string): string => baseName(foldName(name));
const stem = (name: string): string => stemOf(base(name));

/** The picture of an image among files: by its name on either side, else by that without its ending. */
export function pictureOf<File extends Named>(
  files: readonly File[],
  { name, learnerName }: { name: string; learnerName: string | null },
): File | null {
  const pictures = files.filter(({ type }) => type.startsWith('image/'));
  const names = [name, learnerName ?? name];
  return (
    pictures.find((file) => names.some((one) => base(one) === base(file.name))) ??
    pictures.find((file) => names.some((one) => stem(one) === stem(file.name))) ??
    null
  );
}
