import { useWindowEvent } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useStable } from '../../app/use-stable.ts';
import { currentLanguage, numberText, useWords } from '../../app/words.ts';
import { commaOf } from '../../ui/with-comma.ts';
import type { Filter } from '../filter.ts';
import { type FindingWords, tagText } from './finding-words.ts';
import { holdMasks } from './masks.ts';
import type { Layers } from './paint.ts';
import { holdPictures, type Picture, readyPicture } from './pictures.ts';
import { type Scene, type ScoredImage, sceneOf } from './scene.ts';
import type { Stage } from './stage-canvas.ts';
import { imageAhead, pictureOfWork, type Work } from './use-work.ts';
import { type ViewerAct, viewerKey } from './viewer-keys.ts';

export interface Viewer {
  work: Work;
  filter: Filter | null;
  words: FindingWords;
  stage: RefObject<Stage | null>;
  /** Names what is on the stage. */
  id: string;
  scene: Scene | null;
  /** Undefined until it is known whether there is one. */
  picture: Picture | null | undefined;
  layers: Layers;
  /** The reason for accepting the finding in focus is being asked for. */
  isAccepting: boolean;
  setAccepting(accepting: boolean): void;
  act(act: ViewerAct): void;
}

export function useFindingWords(): FindingWords {
  const t = useWords();
  return useMemo(() => {
    const comma = commaOf(currentLanguage());
    return { t, number: (value) => numberText(value), list: (parts) => parts.filter(Boolean).join(comma) };
  }, [t]);
}

const usual: Layers = { reference: true, learner: true, difference: false, dim: false };
const STEP = 1.4;

interface Options {
  isOnDesk: boolean;
  onFull: () => void;
  /** Takes a finding back that was accepted. */
  onTakeBack: () => void;
}

/** What is on the stage and what the keys do to it. */
export function useViewer(
  work: Work,
  filter: Filter | null,
  { isOnDesk, onFull, onTakeBack }: Options,
): Viewer {
  const words = useFindingWords();
  const stage = useRef<Stage | null>(null);
  const [layers, setLayers] = useState(usual);
  const [isAccepting, setAccepting] = useState(false);
  const { image, at, images, of } = work;
  const place = at?.image ?? -1;
  useEffect(() => {
    const [pictures, masks] = [holdPictures(), holdMasks()];
    return () => {
      pictures();
      masks();
    };
  }, []);
  const picture = usePicture(work, image, place);
  const scene = useScene(image, picture?.size ?? null, words);
  const id = `${of.attemptId} ${place}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was begun about another image is given up
  useEffect(() => setAccepting(false), [id]);

  // Whoever looks at an image looks at the next one soon.
  const next = images[images.findIndex((one) => one.image === place) + 1]?.image;
  const isHere = image !== undefined && picture !== undefined;
  const { assessmentId, attemptId } = of;
  useEffect(() => {
    if (isHere && next !== undefined) imageAhead({ assessmentId, attemptId }, next);
  }, [isHere, next, assessmentId, attemptId]);

  useEffect(() => {
    const wish = work.wish.current;
    if (!scene || !wish || wish.image !== place) return;
    work.wish.current = null;
    setAccepting(false);
    if (wish.finding === null) return;
    const part = scene.marks[wish.finding]?.bounds;
    if (part) stage.current?.lookAt(part);
    else stage.current?.fit();
  });

  const act = useStable((one: ViewerAct): void => {
    switch (one.kind) {
      case 'finding':
        if (!work.toFinding(one.by)) sayEnd(words, one.by);
        break;
      case 'image':
        work.toImage(one.by);
        break;
      case 'zoom':
        stage.current?.zoomBy(one.by === 1 ? STEP : 1 / STEP);
        break;
      case 'pan':
        stage.current?.panBy(one);
        break;
      case 'own_size':
        stage.current?.toggleOwnSize();
        break;
      case 'fit':
        stage.current?.fit();
        break;
      case 'actual':
        stage.current?.ownSize();
        break;
      case 'layer':
        setLayers((now) => ({ ...now, [one.layer]: !now[one.layer] }));
        break;
      case 'accept': {
        const finding = image?.findings[at?.finding ?? -1];
        if (finding?.accepted) onTakeBack();
        else if (finding) setAccepting(true);
        break;
      }
      case 'full':
        onFull();
    }
  });

  useWindowEvent(
    'keydown',
    (event) => {
      if (event.altKey || event.metaKey || event.ctrlKey || event.isComposing) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]'))
        return;
      const answer = viewerKey({ code: event.code, shift: event.shiftKey }, isOnDesk);
      if (!answer) return;
      event.preventDefault();
      // The desk's own arrows know no Shift.
      event.stopPropagation();
      act(answer);
    },
    { capture: true },
  );
  return { work, filter, words, stage, id, scene, picture, layers, isAccepting, setAccepting, act };
}

function sayEnd({ t }: FindingWords, by: 1 | -1): void {
  const message = t(by === 1 ? 'viewer:last' : 'viewer:first');
  notifications.show({ id: 'end-of-findings', message, autoClose: 2500 });
}

function usePicture(work: Work, image: ScoredImage | undefined, place: number): Picture | null | undefined {
  const id = image?.picture;
  const [, redraw] = useState(0);
  const { of } = work;
  const { assessmentId, attemptId } = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same picture is loaded once, whatever is drawn on it
  useEffect(() => {
    if (!image || id == null) return;
    let isWanted = true;
    const loading = pictureOfWork({ assessmentId, attemptId }, place, image, true);
    loading.catch(() => undefined).then(() => isWanted && redraw((count) => count + 1));
    return () => {
      isWanted = false;
    };
  }, [id, assessmentId, attemptId, place]);
  if (!image) return undefined;
  return id == null ? null : readyPicture(id);
}

function useScene(
  image: ScoredImage | undefined,
  pictureSize: { width: number; height: number } | null,
  words: FindingWords,
): Scene | null {
  const needed = image?.size ? null : pictureSize;
  const scene = useMemo(
    () => (image ? sceneOf(image, needed, (finding) => tagText(words, image, finding)) : null),
    [image, needed, words],
  );
  useEffect(() => () => scene?.close(), [scene]);
  return scene;
}
