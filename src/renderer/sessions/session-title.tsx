import type { Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';

type Titled = Pick<Output<'sessions.get'>, 'title' | 'kind'> &
  Partial<Pick<Output<'sessions.get'>, 'makeUpFor'>>;

/** A session by its title, or by its kind where it has none; a make-up says what it makes up for. */
export function SessionTitle({ session }: { session: Titled }) {
  const t = useWords();
  const title = session.title || t(`sessions:kinds.${session.kind}`);
  return <span dir="auto">{session.makeUpFor ? t('sessions:make_up.named', { title }) : title}</span>;
}
