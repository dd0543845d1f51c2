import { Kbd, Table, Title } from '@mantine/core';
import { Fragment } from 'react';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { useWords } from './words.ts';

type Keys = readonly (readonly [keys: readonly string[], word: string])[];

interface Props {
  opened: boolean;
  onClose: () => void;
  places: readonly string[];
}

/** Every key, by the screen on which it works. */
export function Help({ opened, onClose }: Props) {
  const t = useWords();
  const everywhere: Keys = [
    [['Alt', '1–5'], t('keys.places')],
    [['Ctrl', 'K'], t('keys.find')],
    [['Ctrl', 'Z'], t('keys.undo')],
    [['Ctrl', 'Shift', 'Z'], t('keys.redo')],
    [['Ctrl', 'L'], t('keys.lock')],
    [['?'], t('keys.help')],
  ];
  const roll: Keys = [
    [['↑', '↓'], t('attendance:keys.move')],
    [['P', 'L', 'A', 'E', 'R', 'O'], t('attendance:keys.mark')],
    [['11', 'A'], t('attendance:keys.row')],
    [['5', 'L', '12', 'Enter'], t('attendance:keys.minutes')],
    [['F'], t('attendance:keys.fill')],
    [['Enter'], t('attendance:keys.next')],
    [['Backspace'], t('attendance:keys.clear')],
    [['/'], t('attendance:keys.find')],
    [['N'], t('attendance:keys.note')],
    [['H'], t('attendance:keys.history')],
    [['V'], t('attendance:keys.past')],
    [['X'], t('attendance:keys.excuse')],
  ];
  const register: Keys = [
    [['↑', '↓', '←', '→'], t('register:keys.move')],
    [['Home', 'End'], t('register:keys.edge')],
    [['PgUp', 'PgDn'], t('register:keys.page')],
    [['P', 'L', '12', 'Enter'], t('register:keys.mark')],
    [['Enter'], t('register:keys.next')],
    [['Backspace'], t('register:keys.clear')],
    [['N'], t('register:keys.note')],
    [['H'], t('register:keys.history')],
  ];
  const calendar: Keys = [
    [['↑', '↓', '←', '→'], t('sessions:calendar.hints.move')],
    [['PgUp', 'PgDn'], t('sessions:calendar.hints.week')],
    [['T'], t('sessions:calendar.hints.today')],
    [['N'], t('sessions:calendar.hints.new')],
    [['Enter'], t('sessions:calendar.hints.open')],
  ];
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('keys.title')} size="lg">
      <Section title={t('attendance:keys.title')} keys={roll} />
      <Section title={t('register:keys.title')} keys={register} />
      <Section title={t('sessions:calendar.title')} keys={calendar} />
      <Section title={t('keys.everywhere')} keys={everywhere} />
    </DialogFrame>
  );
}

function Section({ title, keys }: { title: string; keys: Keys }) {
  return (
    <>
      <Title order={3} mt="sm" mb={4}>
        {title}
      </Title>
      <Table verticalSpacing={5} withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([names, word]) => (
            <Table.Tr key={word}>
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
    </>
  );
}
