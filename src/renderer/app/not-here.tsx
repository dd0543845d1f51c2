import { Empty } from '../ui/empty.tsx';
import { useWords } from './words.ts';

export function NotHere() {
  const t = useWords();
  return (
    <Empty
      title={t('not_here.title')}
      text={t('not_here.text')}
      action={{ label: t('places.today'), href: '/' }}
    />
  );
}
