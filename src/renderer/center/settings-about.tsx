import { useCall } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import type { PartProps } from './settings.tsx';

export function About({ state }: PartProps) {
  const t = useWords();
  const about = useCall('center.about', {}).data;
  const facts: [name: string, value: string | undefined, path?: boolean][] = [
    [t('center:about.version'), state.version],
    [t('center:about.window'), t(`center:about.${state.host}`)],
    [t('center:about.laptop'), state.device?.name],
    [t('center:about.device'), state.device?.id, true],
    [t('center:about.data'), about?.dataFolder, true],
    [t('center:about.log'), about?.logFolder, true],
  ];
  return (
    <Section title={t('name')} text={t('center:about.text')}>
      <dl className={styles.facts}>
        {facts.map(([name, value, path]) => (
          <Fact key={name} name={name} value={value ?? '…'} path={path ?? false} />
        ))}
      </dl>
      <p className={styles.rowText} style={{ marginTop: 14 }}>
        {t('center:about.logText')}
      </p>
    </Section>
  );
}

function Fact({ name, value, path }: { name: string; value: string; path: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {path ? (
          <bdi dir="ltr" className={styles.path}>
            {value}
          </bdi>
        ) : (
          <bdi>{value}</bdi>
        )}
      </dd>
    </>
  );
}
