import type { Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';

type Titled = Pick<Output<'sessions.get'>, 'title' | 'kind'>;

/** A session by its title, or by its kind where it has none. */
export function SessionTitle({ session }: { session: Titled }) {
  const t = useWords();
  return <span dir="auto">{session.title || t(`sessions:kinds.${session.kind}`)}</span>;
}
