import { NumberInput, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../../shared/contract/index.ts';
import { bridge, call } from '../../app/bridge.ts';
import { useCall } from '../../app/client.ts';
import { numberText, useWords } from '../../app/words.ts';
import styles from './brief.module.css';

type Seen = Output<'annotation.looks'>['pictures'][number];

const bounds = { off: null, lenient: 25, usual: 60, strict: 150 } as const;
type Bound = keyof typeof bounds;

interface Props {
  assessmentId: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

/** How sharp a picture must be: in words, and with the pictures at hand that lie nearest to the bound. */
export function SharpnessField({ assessmentId, value, onChange }: Props) {
  const t = useWords();
  const looks = useCall('annotation.looks', { assessmentId });
  const pictures = looks.data?.pictures ?? [];
  const named = (Object.keys(bounds) as Bound[]).find((one) => bounds[one] === value) ?? null;
  const below = value === null ? [] : pictures.filter(({ sharpness }) => sharpness < value);
  const above = value === null ? [] : pictures.slice(below.length);
  return (
    <div>
      <p className={styles.label} id="sharpness">
        {t('collection:brief.sharp')}
      </p>
      <p className={styles.muted}>{t('collection:brief.sharp_text')}</p>
      <div className={styles.sharpness}>
        <SegmentedControl
          size="xs"
          aria-labelledby="sharpness"
          data={(Object.keys(bounds) as Bound[]).map((one) => ({
            value: one,
            label: t(`collection:brief.sharpness.${one}`),
          }))}
          value={named ?? ''}
          onChange={(one) => onChange(bounds[one as Bound])}
        />
        {value !== null && (
          <NumberInput
            size="xs"
            className={styles.bound}
            aria-label={t('collection:brief.sharp_least')}
            value={value}
            min={0}
            max={100_000}
            step={5}
            allowNegative={false}
            onChange={(next) => onChange(typeof next === 'number' ? next : 0)}
          />
        )}
      </div>
      {value !== null && pictures.length > 0 && (
        <>
          <p className={styles.muted} data-sharpness-count>
            {t('collection:brief.sharp_count', {
              below: numberText(below.length),
              all: numberText(pictures.length),
            })}
          </p>
          <div className={styles.strip}>
            {below.slice(-3).map((one) => (
              <Near
                key={`${one.attemptId} ${one.file}`}
                assessmentId={assessmentId}
                seen={one}
                passes={false}
              />
            ))}
            <span className={styles.edge} aria-hidden />
            {above.slice(0, 3).map((one) => (
              <Near key={`${one.attemptId} ${one.file}`} assessmentId={assessmentId} seen={one} passes />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

function Near({ assessmentId, seen, passes }: { assessmentId: string; seen: Seen; passes: boolean }) {
  const t = useWords();
  const { attemptId, file, path, sharpness } = seen;
  const { data } = useQuery({
    queryKey: ['thumbnail', attemptId, file],
    queryFn: async () => {
      const { blobs } = await call('annotation.thumbnails', { assessmentId, attemptId, files: [file] });
      const [blob = null] = blobs;
      return blob === null ? null : bridge.blobAddress(blob);
    },
  });
  return (
    <figure className={styles.near} data-passes={passes}>
      {data ? <img src={data} alt={path} decoding="async" /> : <span className={styles.blank} />}
      <figcaption>
        {numberText(Math.round(sharpness))}
        <span className={styles.muted}>
          {' '}
          {t(passes ? 'collection:brief.sharp_enough' : 'collection:brief.sharp_not')}
        </span>
      </figcaption>
    </figure>
  );
}
