import { Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';

/** A quiet pause: the wheel shows only when waiting takes longer than a blink. */
export function Waiting() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return <Center h="100%">{late && <Loader size="sm" />}</Center>;
}
