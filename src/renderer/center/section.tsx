import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface Props {
  title: string;
  text?: ReactNode;
  /** The one thing that is done here, at the end of the title's line. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One subject of the settings. */
export function Section({ title, text, action, children }: Props) {
  return (
    <Paper className={styles.section} component="section" aria-label={title}>
      <div className={styles.head}>
        <div>
          <Title order={2}>{title}</Title>
          {text && <p>{text}</p>}
        </div>
        {action}
      </div>
      {children}
    </Paper>
  );
}
