import { Kbd, Table, Title } from '@mantine/core';
import { Fragment } from 'react';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { type KeyList, useHelpKeys } from './help-keys.ts';
import { useWords } from './words.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  places: readonly string[];
}

/** Every key, by the screen on which it works. */
export function Help({ opened, onClose, places }: Props) {
  const t = useWords();
  const lists = useHelpKeys(places.length);
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('keys.title')} size="lg">
      {lists.map((list) => (
        <Section key={list.title} {...list} />
      ))}
    </DialogFrame>
  );
}

function Section({ title, keys }: KeyList) {
  return (
    <section aria-label={title} data-keys>
      <Title order={3} mt="sm" mb={4}>
        {title}
      </Title>
      <Table verticalSpacing={5} withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([names, word]) => (
            <Table.Tr key={`${names.join(' ')} ${word}`}>
              <Table.Td w={210} dir="ltr">
                {names.map((name) => (
                  <Fragment key={name}>
                    <Kbd>{name}</Kbd>{' '}
                  </Fragment>
                ))}
              </Table.Td>
              <Table.Td>{word}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
