import { Radio, Stack } from '@mantine/core';
import { useWords } from '../app/words.ts';

export type Scope = 'one' | 'later';

/** "Only this one" or "this and all later", where there are later ones. */
export function ScopeChoice({
  later,
  scope,
  onChange,
}: {
  later: number;
  scope: Scope;
  onChange: (scope: Scope) => void;
}) {
  const t = useWords();
  if (later === 0) return null;
  return (
    <Radio.Group
      value={scope}
      onChange={(value) => onChange(value as Scope)}
      aria-label={t('sessions:later.which')}
    >
      <Stack gap="xs">
        <Radio value="one" label={t('sessions:later.only')} />
        <Radio value="later" label={t('sessions:later.all', { count: later })} />
      </Stack>
    </Radio.Group>
  );
}
