import { useLocalStorage, useMediaQuery } from '@mantine/hooks';

/** Rows for a keyboard (22 at once) or for fingers (12), remembered on this laptop; at first as the laptop's pointer asks. */
export function useDense(): [boolean, (dense: boolean) => void] {
  const coarse = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const [chosen, choose] = useLocalStorage<boolean | null>({
    key: 'roll-dense',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  return [chosen ?? !coarse, choose];
}
