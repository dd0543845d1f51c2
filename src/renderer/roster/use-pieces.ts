import { useCallback } from 'react';
import type { TimelinePiece } from '../../shared/contract/roster-timeline.ts';
import { wordsIn } from '../../shared/rules/wording.ts';
import { currentLanguage, numberText, useWords } from '../app/words.ts';
import { fullDate } from './dates.ts';
import { apart, languageName, useSay } from './say.ts';

type WordList = Extract<TimelinePiece, { kind: 'word' }>['list'];

/** Where the words of each list are kept. */
const catalogs: Record<WordList, string> = {
  sex: 'roster:sex',
  displacement: 'roster:displacement',
  age_band: 'roster:age_band',
  purpose: 'roster:purpose_short',
  consent: 'roster:consent',
  enrollment: 'roster:enrollment',
  leave_reason: 'roster:leave_reason',
  mark: 'attendance:status',
  mark_reason: 'attendance:reasons',
  session_kind: 'sessions:kinds',
  here: 'roster:here',
  passed: 'assessments:scale',
  review_outcome: 'assessments:outcome',
  released: 'assessments:desk',
};

/** The parts of a value as one text in the language of the screen. */
export function usePieces(): (pieces: readonly TimelinePiece[]) => string {
  const t = useWords();
  const say = useSay();
  return useCallback(
    (pieces) =>
      pieces
        .map((piece) => {
          switch (piece.kind) {
            case 'text':
              // Among words of ours: set apart, so that its script turns nothing around it.
              return pieces.length > 1 ? apart(piece.text) : piece.text;
            case 'date':
              return fullDate(piece.date);
            case 'language':
              return languageName(piece.code);
            case 'points':
              return numberText(piece.points);
            case 'words':
              return apart(wordsIn(piece.words, currentLanguage()));
            case 'minutes':
              return t('roster:timeline.minutes', { count: piece.minutes });
            default:
              return say(catalogs[piece.list], piece.code);
          }
        })
        .join(', '),
    [t, say],
  );
}
