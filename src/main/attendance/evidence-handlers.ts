import { randomBytes } from 'node:crypto';
import { refuse } from '../../shared/result.ts';
import type { Gate } from '../center/gate.ts';
import { nameOfDevice, nameOfPerson } from '../center/queries.ts';
import { newId, requireHere } from '../database/changes.ts';
import type { CellValue } from '../database/entities.ts';
import { pastOf, thingsUnder } from '../database/past.ts';
import { getState } from '../database/state.ts';
import type { Handlers } from '../dispatch.ts';
import type { Files } from '../files.ts';
import { stripPicture } from '../images/picture.ts';
import { getSession } from '../sessions/queries.ts';
import { evidenceEntity } from './entities.ts';
import { findSheet, sheetsOf } from './evidence-queries.ts';

interface Dependencies {
  gate: Gate;
  files: Files;
}
type Names = 'readPicture' | 'addEvidence' | 'evidence' | 'openEvidence' | 'removeEvidence';
type StoredPicture = CellValue<typeof evidenceEntity, 'sheet'>;

/** Of one session: a class of 60 fills three pages, and some are photographed twice. */
const mostSheets = 12;
/** Pictures that were read and not yet added. */
const mostWaiting = 16;

export function evidenceHandlers({ gate, files }: Dependencies): Pick<Handlers<'attendance'>, Names> {
  const waiting = new Map<string, StoredPicture>();

  return {
    readPicture: async ({ sessionId, file }) => {
      getSession(gate.db(), sessionId);
      const held = await files.whole(file);
      files.drop(file);
      const { bytes: content, ...facts } = stripPicture(held.bytes);
      const { sha256, bytes } = await gate.vault().files.put([content]);
      const picture = randomBytes(24).toString('base64url');
      waiting.set(picture, { sha256, bytes, ...facts });
      for (const old of [...waiting.keys()].slice(0, -mostWaiting)) waiting.delete(old);
      return { picture, bytes, ...facts };
    },
    addEvidence: ({ sessionId, picture }, { db, write, now }) => {
      getSession(db, sessionId);
      const sheet = waiting.get(picture);
      if (!sheet) throw refuse('not_found', 'file_not_found');
      const sheets = sheetsOf(db, sessionId);
      if (sheets.some((one) => one.sha256 === sheet.sha256)) throw refuse('conflict', 'evidence_here');
      if (sheets.length >= mostSheets) throw refuse('conflict', 'evidence_full', { most: mostSheets });
      const id = newId(now);
      write(evidenceEntity, `${sessionId}:${id}`, 'sheet', sheet);
      return { id };
    },
    evidence: ({ sessionId }, { db }) => {
      getSession(db, sessionId);
      return {
        sheets: sheetsOf(db, sessionId).map(({ sha256: _sha256, ...sheet }) => sheet),
        past: pastOf(db, thingsUnder(db, 'evidence', sessionId)).map((change) => ({
          id: change.entity_id.slice(sessionId.length + 1),
          at: change.recorded_at,
          by: change.actor === null ? null : nameOfPerson(db, change.actor),
          device: nameOfDevice(db, change.device),
          here: change.device === getState(db, 'device'),
          command: change.command,
          kept: change.value !== null,
        })),
      };
    },
    openEvidence: async ({ sessionId, id }) => {
      const { sha256, type } = requireHere(findSheet(gate.db(), sessionId, id), 'evidence');
      const bytes = await gate.vault().files.readWhole(sha256);
      return { blob: files.hold({ name: `${id}.${type.slice('image/'.length)}`, type, bytes }) };
    },
    removeEvidence: ({ sessionId, id }, { db, write }) => {
      requireHere(findSheet(db, sessionId, id), 'evidence');
      write(evidenceEntity, `${sessionId}:${id}`, 'sheet', null);
      return {};
    },
  };
}
