import { z } from 'zod';
import freelancing from '../../../resources/programs/freelancing.json' with { type: 'json' };
import imageAnnotation from '../../../resources/programs/image-annotation.json' with { type: 'json' };
import itCourse from '../../../resources/programs/it-course.json' with { type: 'json' };
import { imageBrief } from '../../shared/contract/annotation-collection.ts';
import {
  assessmentFields,
  type RubricContent,
  rubricContent,
  scheme,
} from '../../shared/contract/assessments-values.ts';

/** The grading part of a program template: a file under resources. */
const template = z.object({
  template: z.string(),
  rubrics: z.array(z.object({ template: z.string(), content: rubricContent })),
  scheme,
  assessments: z.array(
    assessmentFields.omit({ due: true }).extend({
      /** The rubric's name in the template. */
      rubric: z.string().nullable(),
      /** What it asks of images that are collected. */
      brief: imageBrief.optional(),
      /** Due so many weeks after the course begins, on its weekday; null for no date. */
      dueWeek: z.int().min(0).nullable(),
      late: assessmentFields.shape.due.unwrap().shape.late,
    }),
  ),
});
export type GradingTemplate = z.infer<typeof template>;

let known: GradingTemplate[] | null = null;

/** Read once, and only when somebody asks: the first screen does not wait for it. */
export function gradingTemplates(): readonly GradingTemplate[] {
  known ??= [imageAnnotation, freelancing, itCourse].map((file) => template.parse(file));
  return known;
}

export const gradingTemplate = (name: string | null): GradingTemplate | undefined =>
  gradingTemplates().find((one) => one.template === name);

/** Every rubric that comes with the program, by its name. */
export function rubricTemplates(): { template: string; content: RubricContent }[] {
  return gradingTemplates().flatMap((one) => one.rubrics);
}
