import { z } from 'zod';
import { scoring } from '../../shared/contract/annotation.ts';
import { imageBrief } from '../../shared/contract/annotation-collection.ts';
import { traces } from '../../shared/rules/pictures.ts';
import { cell, entity } from '../database/entities.ts';

const storedFile = z.object({
  name: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  type: z.string(),
  stripped: z.array(z.enum(traces)).optional(),
});

const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** What the work of an assessment is scored against (id: assessment). */
export const referenceEntity = entity({
  name: 'reference',
  table: 'reference',
  key: ['assessment_id'],
  cells: {
    content: cell(
      1,
      z.object({
        files: z.array(storedFile),
        format: z.string(),
        labels: z.array(z.string()),
        images: z.int(),
        shapes: z.int(),
        notes: z.int(),
        /** The first of the places that were read with a note, and of the files that were left out. */
        noted: z.array(z.object({ code: z.string(), place: z.string(), params })).optional(),
        refused: z.array(z.object({ path: z.string(), reason: z.string(), params })).optional(),
        refusedInAll: z.int().optional(),
      }),
      { content: ['TEXT', '$'] },
    ),
    settings: cell(1, scoring, { settings: ['TEXT', '$'] }),
  },
});

/** What the images of an assessment are asked for (id: assessment). */
export const imageBriefEntity = entity({
  name: 'image_brief',
  table: 'image_brief',
  key: ['assessment_id'],
  cells: { brief: cell(1, imageBrief, { brief: ['TEXT', '$'] }) },
});

/** A finding that a person accepted as fine (id: attempt, a hash of the finding's key). */
export const acceptedFindingEntity = entity({
  name: 'accepted_finding',
  table: 'accepted_finding',
  key: ['attempt_id', 'id'],
  cells: {
    accepted: cell(1, z.object({ key: z.string(), reason: z.string() }), {
      finding: ['TEXT', '$.key'],
      reason: ['TEXT', '$.reason'],
    }),
  },
});
