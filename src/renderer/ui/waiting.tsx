import { Center, Loader } from '@mantine/core';
import { useLate } from './use-late.ts';

/** A quiet pause: the wheel shows only when waiting takes longer than a blink. */
export function Waiting() {
  const late = useLate(true);
  return (
    <Center h="100%" data-waiting>
      {late && <Loader size="sm" />}
    </Center>
  );
}
