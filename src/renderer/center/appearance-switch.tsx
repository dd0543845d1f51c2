import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconDeviceLaptop, IconMoon, IconSun } from '@tabler/icons-react';
import type { Output } from '../../shared/contract/index.ts';
import type { Language } from '../../shared/contract/values.ts';
import { useWrite } from '../app/client.ts';
import { currentLanguage, languages, useWords } from '../app/words.ts';
import styles from './door.module.css';

type State = Output<'center.state'>;
type Theme = State['appearance']['theme'];

const icons = { auto: IconDeviceLaptop, light: IconSun, dark: IconMoon } as const;
export const themes = ['auto', 'light', 'dark'] as const satisfies readonly Theme[];
export const languageCodes = Object.keys(languages) as Language[];

/** Language and colors, on every screen at the door: nobody can look for a setting in words they cannot read. */
export function AppearanceSwitch({ state }: { state: State }) {
  const t = useWords();
  const appearance = useWrite('center.setAppearance');
  const own = useWrite('center.setMyLanguage');
  const choose = (language: Language): void => {
    appearance.mutate({ language });
    if (state.me) own.mutate({ language });
  };
  return (
    <div className={styles.switches}>
      <SegmentedControl
        aria-label={t('language')}
        size="xs"
        classNames={{ root: styles.switch ?? '', label: styles.switchLabel ?? '' }}
        transitionDuration={0}
        value={currentLanguage()}
        onChange={choose}
        data={languageCodes.map((code) => ({
          value: code,
          label: (
            <span lang={code} dir={languages[code].direction}>
              {languages[code].name}
            </span>
          ),
        }))}
      />
      <SegmentedControl
        aria-label={t('theme')}
        size="xs"
        classNames={{ root: styles.switch ?? '', label: styles.switchLabel ?? '' }}
        transitionDuration={0}
        value={state.appearance.theme}
        onChange={(theme) => appearance.mutate({ theme })}
        data={themes.map((theme) => ({ value: theme, label: <ThemeLabel theme={theme} /> }))}
      />
    </div>
  );
}

function ThemeLabel({ theme }: { theme: Theme }) {
  const t = useWords();
  const Icon = icons[theme];
  return (
    <span title={t(`theme_${theme}`)}>
      <Icon size={15} stroke={1.8} aria-hidden style={{ display: 'block' }} />
      <VisuallyHidden>{t(`theme_${theme}`)}</VisuallyHidden>
    </span>
  );
}
