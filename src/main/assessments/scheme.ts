import type { Scheme } from '../../shared/contract/assessments-values.ts';
import { AppError } from '../../shared/result.ts';
import { scaleFaults } from '../../shared/rules/scales.ts';
import { saysNothing } from '../../shared/rules/wording.ts';

/** What a cohort is graded by that has chosen nothing: every assessment counts for itself. */
export const usualScheme: Scheme = {
  categories: [
    {
      id: 'projects',
      name: {
        en: 'Practice projects',
        uk: 'Практичні проєкти',
        bg: 'Практически проекти',
        ar: 'مشاريع تطبيقية',
      },
      weight: 100,
      dropLowest: 0,
    },
  ],
  scale: { kind: 'percent' },
};

/** Throws `validation` (scheme_faulty) with a fault for each place. */
export function requireScheme(scheme: Scheme): Scheme {
  const fields: Record<string, string> = {};
  const ids = scheme.categories.map((category) => category.id);
  for (const [index, category] of scheme.categories.entries()) {
    if (saysNothing(category.name)) fields[`categories.${index}.name`] = 'title_missing';
    if (ids.indexOf(category.id) < index) fields[`categories.${index}.id`] = 'id_taken';
  }
  if (scheme.categories.length === 0) fields.categories = 'categories_missing';
  else if (scheme.categories.every((one) => one.weight === 0))
    fields['categories.0.weight'] = 'weights_missing';
  for (const [place, fault] of Object.entries(scaleFaults(scheme.scale))) fields[`scale.${place}`] = fault;
  if (Object.keys(fields).length > 0)
    throw new AppError({ code: 'validation', reason: 'scheme_faulty', fields });
  return scheme;
}
