import type { AssessmentView } from '../../shared/contract/assessments-values.ts';
import type { Assessment } from './queries.ts';
import type { Versions } from './versions.ts';

/** An assessment as screens have it. */
export function assessmentView(assessment: Assessment, versions: Versions): AssessmentView {
  const { rubric, ...rest } = assessment;
  const version = rubric && versions.get(rubric.versionId);
  return {
    ...rest,
    rubric: version
      ? {
          rubricId: version.rubricId,
          versionId: version.id,
          title: version.content.title,
          number: version.number,
          isNewest: version.isNewest,
        }
      : null,
  };
}
