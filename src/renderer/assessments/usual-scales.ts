import type { Scheme } from '../../shared/contract/assessments-values.ts';

type EditedScale = Scheme['scale'];

/** What a scale begins with when somebody chooses its kind. */
export const usualScales: { [Kind in EditedScale['kind']]: Extract<EditedScale, { kind: Kind }> } = {
  points: { kind: 'points', outOf: 100 },
  percent: { kind: 'percent' },
  pass: { kind: 'pass', from: 60 },
  letters: {
    kind: 'letters',
    levels: [
      { id: 'A', title: {}, from: 90 },
      { id: 'B', title: {}, from: 75 },
      { id: 'C', title: {}, from: 60 },
      { id: 'D', title: {}, from: 0 },
    ],
  },
  levels: {
    kind: 'levels',
    levels: [
      {
        ...{ id: 'independent', from: 85 },
        title: { en: 'Independent', uk: 'Самостійно', bg: 'Самостоятелно', ar: 'مستقلة' },
      },
      {
        ...{ id: 'with-support', from: 60 },
        title: { en: 'With support', uk: 'З підтримкою', bg: 'С подкрепа', ar: 'مع دعم' },
      },
      {
        ...{ id: 'beginning', from: 0 },
        title: { en: 'Beginning', uk: 'На початку', bg: 'В начало', ar: 'في البداية' },
      },
    ],
  },
};
