import type { Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';

/** `makeUpFor` is whatever names the session that this one makes up for. */
type Titled = Pick<Output<'sessions.get'>, 'title' | 'kind'> & { makeUpFor?: unknown };

/** A session by its title, or by its kind where it has none; a make-up says what it makes up for. */
export function SessionTitle({ session }: { session: Titled }) {
  const t = useWords();
  const title = session.title || t(`sessions:kinds.${session.kind}`);
  return <span dir="auto">{session.makeUpFor ? t('sessions:make_up.named', { title }) : title}</span>;
}
