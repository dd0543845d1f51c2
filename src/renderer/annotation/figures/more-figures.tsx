import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { numberText, useWords } from '../../app/words.ts';
import { figureText } from '../figure-text.ts';
import styles from './figures.module.css';

type Score = Output<'annotation.scoreOf'>;

/** COCO's own names, in its order. */
const cocoNames = [
  ...['AP', 'AP50', 'AP75', 'APsmall', 'APmedium', 'APlarge'],
  ...['AR1', 'AR10', 'AR100', 'ARsmall', 'ARmedium', 'ARlarge'],
];
const thousandths: Intl.NumberFormatOptions = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
/** -1 is COCO's word for nothing to count. */
const cocoText = (value: number): string => (value < 0 ? '–' : numberText(value, thousandths));

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <details className={styles.more}>
      <summary>{title}</summary>
      {text !== undefined && <p className={styles.hint}>{text}</p>}
      {children}
    </details>
  );
}

function List({ rows }: { rows: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className={styles.list}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Rows {
  head: readonly string[];
  rows: readonly (readonly [label: string, ...values: string[]])[];
}

function PerClass({ head, rows }: Rows) {
  const t = useWords();
  return (
    <table className={styles.classes}>
      <thead>
        <tr>
          <th scope="col">{t('scores:classes.label')}</th>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, ...values]) => (
          <tr key={label}>
            <th scope="row" dir="auto">
              {label}
            </th>
            {values.map((value, index) => (
              <td key={head[index]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Figures that other tools give, and those of maps, tags and points, where the work has them. */
export function MoreFigures({ score }: { score: Score }) {
  const t = useWords();
  const { semantic, panoptic, tags, oks, attributes, cocoStats, cvat, boundaryIou } = score;
  return (
    <div className={styles.mores}>
      {semantic && (
        <Part title={t('scores:more.semantic')} text={t('scores:more.semantic_text')}>
          <List
            rows={[
              [t('assessments:figures.pixelAccuracy'), figureText(semantic.pixelAccuracy)],
              [t('assessments:figures.meanIou'), figureText(semantic.meanIou)],
              [t('scores:more.mean_dice'), figureText(semantic.meanDice)],
              [t('scores:more.weighted_iou'), figureText(semantic.frequencyWeightedIou)],
            ]}
          />
          <PerClass
            head={['IoU', t('assessments:figures.dice')]}
            rows={semantic.perClass.map((one) => [one.label, figureText(one.iou), figureText(one.dice)])}
          />
        </Part>
      )}
      {panoptic && (
        <Part title={t('assessments:figures.panopticQuality')} text={t('scores:more.panoptic_text')}>
          <List
            rows={[
              [t('scores:more.pq'), figureText(panoptic.quality)],
              [t('scores:more.sq'), figureText(panoptic.segmentation)],
              [t('scores:more.rq'), figureText(panoptic.recognition)],
            ]}
          />
          <PerClass
            head={['PQ', 'SQ', 'RQ']}
            rows={panoptic.perClass.map((one) => [
              ...([one.label, figureText(one.quality)] as const),
              ...[figureText(one.segmentation), figureText(one.recognition)],
            ])}
          />
        </Part>
      )}
      {tags && (
        <Part title={t('scores:family.tag')}>
          <List
            rows={[
              [t('assessments:figures.f1'), figureText(tags.f1)],
              [t('assessments:figures.precision'), figureText(tags.precision)],
              [t('assessments:figures.recall'), figureText(tags.recall)],
              [t('assessments:figures.exactMatch'), figureText(tags.exactMatch)],
            ]}
          />
        </Part>
      )}
      <Part title={t('scores:more.tightness')}>
        <List
          rows={[
            [t('scores:more.average_f1'), figureText(score.averageF1)],
            [t('assessments:figures.dice'), figureText(score.dice)],
            ...(boundaryIou === null
              ? []
              : ([[t('assessments:figures.boundaryIou'), figureText(boundaryIou)]] as const)),
            ...(oks === null ? [] : ([[t('scores:more.oks'), figureText(oks)]] as const)),
            ...(attributes.share === null
              ? []
              : ([[t('assessments:figures.attributes'), figureText(attributes.share)]] as const)),
            [t('scores:more.image_mean'), figureText(score.imageMean)],
          ]}
        />
      </Part>
      {(['box', 'region'] as const).map((family) => {
        const stats = cocoStats?.[family];
        return (
          stats && (
            <Part
              key={family}
              title={t('scores:more.coco', { family: t(`scores:family.${family}`) })}
              text={t('scores:more.coco_text')}
            >
              <List rows={cocoNames.map((name, at) => [name, cocoText(stats[at] ?? -1)] as const)} />
            </Part>
          )
        );
      })}
      <Part title={t('scores:more.cvat')} text={t('scores:more.cvat_text')}>
        <List
          rows={[
            [t('scores:cvat.accuracy'), figureText(cvat.accuracy)],
            [t('assessments:figures.precision'), figureText(cvat.precision)],
            [t('assessments:figures.recall'), figureText(cvat.recall)],
            [t('scores:cvat.shapeAccuracy'), figureText(cvat.shapeAccuracy)],
            [t('assessments:figures.labelAccuracy'), figureText(cvat.labelAccuracy)],
            [t('assessments:figures.quality'), figureText(cvat.meanIou)],
            [t('scores:cvat.valid'), numberText(cvat.validCount)],
            [t('scores:cvat.missing'), numberText(cvat.missingCount)],
            [t('scores:cvat.extra'), numberText(cvat.extraCount)],
            [t('scores:cvat.total'), numberText(cvat.totalCount)],
            [t('scores:cvat.hers'), numberText(cvat.dsCount)],
            [t('scores:cvat.reference'), numberText(cvat.gtCount)],
          ]}
        />
      </Part>
    </div>
  );
}
