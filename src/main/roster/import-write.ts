import type { ConsentPurpose } from '../../shared/rules/learner.ts';
import type { Write } from '../database/changes.ts';
import { consentEntity, learnerEntity, learnerFieldEntity } from './entities.ts';
import type { LearnerFields } from './import/fields.ts';
import { type ImportedFact, importedFacts, says } from './import-plan.ts';

/** Writes some facts of a list about a learner, each into its own cell. */
export function writeFacts(
  write: Write,
  id: string,
  learner: LearnerFields,
  facts: readonly ImportedFact[],
): void {
  const { birthDate, ageBand, displacementStatus, languages } = learner;
  for (const fact of facts) {
    switch (fact) {
      case 'birth':
        write(learnerEntity, id, 'birth', { date: birthDate, ageBand });
        break;
      case 'displacement':
        write(learnerEntity, id, 'displacement', displacementStatus);
        break;
      case 'languages':
        write(learnerEntity, id, 'languages', [...languages]);
        break;
      case 'answers':
        for (const [question, text] of learner.answers)
          write(learnerFieldEntity, `${id}:${question}`, 'value', text);
        break;
      default:
        write(learnerEntity, id, fact, learner[fact]);
    }
  }
}

/** Writes somebody of a list who is new here. */
export function writeNew(write: Write, id: string, learner: LearnerFields): void {
  write(learnerEntity, id, 'name', { written: learner.name, short: learner.displayName });
  writeFacts(
    write,
    id,
    learner,
    importedFacts.filter((fact) => says(learner, fact)),
  );
}

/** The consent that a list holds: its text is named by the header of its column. */
export function writeConsent(
  write: Write,
  id: string,
  learner: LearnerFields,
  about: { purpose: ConsentPurpose; textVersion: string; language: string },
): void {
  if (learner.consent === null) return;
  write(consentEntity, `${id}:${about.purpose}`, 'decision', {
    given: learner.consent === 'given',
    textVersion: about.textVersion,
    language: about.language,
    on: learner.consentDate,
    withdrawnOn: null,
  });
}
