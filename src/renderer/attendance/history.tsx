import { Text, Timeline } from '@mantine/core';
import type { Status } from '../../shared/rules/statuses.ts';
import { useCall } from '../app/client.ts';
import { instantText, useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useMarkText } from './mark-text.ts';

interface Props {
  sessionId: string;
  learnerId: string | null;
  name: string;
  statuses: readonly Status[];
  onClose: () => void;
}

/** Who marked what, when, from what, and why. */
export function History({ sessionId, learnerId, name, statuses, onClose }: Props) {
  const t = useWords();
  return (
    <DialogFrame
      opened={learnerId !== null}
      onClose={onClose}
      title={`${t('attendance:history.title')}: ${name}`}
    >
      {learnerId && <Entries sessionId={sessionId} learnerId={learnerId} statuses={statuses} />}
    </DialogFrame>
  );
}

function Entries({
  sessionId,
  learnerId,
  statuses,
}: {
  sessionId: string;
  learnerId: string;
  statuses: readonly Status[];
}) {
  const t = useWords();
  const say = useMarkText(statuses);
  const history = useCall('attendance.history', { sessionId, learnerId });
  if (!history.data) return <Waiting />;
  if (history.data.entries.length === 0) return <Text c="dimmed">{t('attendance:history.none')}</Text>;

  return (
    <Timeline bulletSize={14} lineWidth={2} active={0}>
      {history.data.entries.map((entry) => (
        <Timeline.Item key={`${entry.device} ${entry.seq}`} title={say(entry.mark)}>
          {entry.from.length > 0 && (
            <Text size="xs">{t('attendance:history.from', { mark: entry.from.map(say).join(' / ') })}</Text>
          )}
          <Text size="xs" c="dimmed">
            {[
              instantText(entry.at),
              entry.by ?? t('attendance:history.program'),
              entry.here ? t('attendance:history.here', { device: entry.device }) : entry.device,
            ].join(' · ')}
          </Text>
          {entry.command.startsWith('changes.') && (
            <Text size="xs">
              {t(
                entry.command === 'changes.undo' ? 'attendance:history.undone' : 'attendance:history.redone',
              )}
            </Text>
          )}
          {entry.why && <Text size="xs">{t('attendance:history.why', { why: entry.why })}</Text>}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
