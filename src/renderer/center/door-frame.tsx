import type { ReactNode } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';
import { onDemand } from '../ui/on-demand.tsx';
import { AppearanceSwitch } from './appearance-switch.tsx';
import styles from './door.module.css';

const SampleBanner = onDemand(() => import('./sample-banner.tsx'), 'SampleBanner');

/** Around every screen before the rooms: whose program this is, and how to make it readable. */
export function DoorFrame({
  state,
  children,
}: {
  state: Output<'center.state'> | null;
  children: ReactNode;
}) {
  const t = useWords();
  return (
    <div className={styles.door}>
      {state?.sample && <SampleBanner />}
      <header className={styles.top}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={22} height={22} />
          {t('name')}
        </div>
        {state && <AppearanceSwitch state={state} />}
      </header>
      <main className={styles.stage}>{children}</main>
    </div>
  );
}
