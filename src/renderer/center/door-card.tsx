import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './door.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  size?: 'narrow' | 'wide';
  children?: ReactNode;
}

/** The one card of a screen before the rooms: a title, a sentence, and what is asked. */
export function DoorCard({ title, lead, above, size, children }: Props) {
  return (
    <Paper className={styles.card} data-size={size} component="section" aria-label={title}>
      {above}
      <Title order={1} className={styles.title}>
        {title}
      </Title>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </Paper>
  );
}
