import { useCallback } from 'react';
import type { Input } from '../../shared/contract/index.ts';
import { call } from '../app/bridge.ts';
import { useSend } from '../app/use-send.ts';
import type { MeantMarks } from './meant-marks.ts';

/**
 * Sends a mark: at once it is meant, and stored only after the commit returned.
 * @param meant keeps it, by a place of the caller's choice: a row of a roll, a cell of a register
 * @param onStored called after the commit; an answer that was asked for before must not take it back
 */
export function useSendMark(meant: MeantMarks, onStored: () => void) {
  const send = useSend(meant);
  return useCallback(
    (place: string, request: Input<'attendance.mark'>) =>
      send(place, request.mark, async () => {
        const { mark } = await call('attendance.mark', request);
        onStored();
        return mark;
      }),
    [send, onStored],
  );
}
