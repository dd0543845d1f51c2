import type { Output } from '../../shared/contract/index.ts';
import { timeText, type useWords } from '../app/words.ts';
import { withComma } from '../ui/with-comma.ts';

type Session = Pick<Output<'sessions.get'>, 'outcome' | 'closedAt' | 'startsAt' | 'endsAt'>;
type Words = ReturnType<typeof useWords>;

const span = (from: string, to: string | null): string => `${timeText(from)}–${to ? timeText(to) : '…'}`;

/** How a class went, in a line: "stopped at 10:40, no power · 10:10–10:30 alarm". */
export function outcomeText({ outcome }: Session, t: Words): string {
  const { kind, gaps, stoppedAt, reason } = outcome;
  const because = (code: NonNullable<typeof reason>): string =>
    t(`sessions:reasons.${code}`).toLocaleLowerCase();
  const why = reason === null ? null : because(reason);
  const said =
    kind === 'stopped_early'
      ? t('sessions:outcomes.stopped_early', { time: timeText(stoppedAt ?? '') })
      : t(`sessions:outcomes.${kind}`);
  const pauses = gaps.map((gap) => `${span(gap.from, gap.to)} ${because(gap.reason)}`);
  return [withComma(said, why), ...pauses].join(' · ');
}
