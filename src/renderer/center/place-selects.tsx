import { type ComboboxItem, type OptionsFilter, Select } from '@mantine/core';
import { useMemo } from 'react';
import { currentLanguage, useWords } from '../app/words.ts';
import { type Choice, countryChoices, zoneChoices } from './countries.ts';

interface Props {
  value: string;
  onChange: (value: string) => void;
  error?: string | null | undefined;
}

const most = 60;
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Finds by every typed word, in the language of the screen or in English; what begins so comes first. */
function filterBy(also: ReadonlyMap<string, string>): OptionsFilter {
  return ({ options, search }) => {
    const words = fold(search).split(/\s+/).filter(Boolean);
    const fits = (item: ComboboxItem): boolean => {
      const text = fold(`${item.label} ${also.get(item.value) ?? ''}`);
      return words.every((word) => text.includes(word));
    };
    const rank = (item: ComboboxItem): number => (fold(item.label).startsWith(words[0] ?? '') ? 0 : 1);
    const choose = (items: ComboboxItem[]): ComboboxItem[] =>
      items.filter(fits).sort((a, b) => rank(a) - rank(b));
    const groups = options.flatMap((option) =>
      'group' in option ? [{ ...option, items: choose([...option.items]).slice(0, most) }] : [],
    );
    return groups.length > 0
      ? groups
      : choose(options.flatMap((option) => ('group' in option ? [] : [option])));
  };
}

const alsoOf = (choices: readonly Choice[]): Map<string, string> =>
  new Map(choices.map((choice) => [choice.value, choice.also]));
const plain = ({ value, label }: Choice) => ({ value, label });

export function CountrySelect({ value, onChange, error }: Props) {
  const t = useWords();
  const language = currentLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are those of the language
  const choices = useMemo(countryChoices, [language]);
  const filter = useMemo(() => filterBy(alsoOf(choices)), [choices]);
  return (
    <Select
      label={t('center:profile.country')}
      data={choices.map(plain)}
      value={value || null}
      onChange={(next) => next && onChange(next)}
      searchable
      limit={most}
      filter={filter}
      nothingFoundMessage={t('center:profile.nothingFound')}
      allowDeselect={false}
      error={error || undefined}
      autoComplete="off"
    />
  );
}

export function TimeZoneSelect({ value, onChange, error, country }: Props & { country: string }) {
  const t = useWords();
  const language = currentLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the offsets are written in the language
  const { here, elsewhere } = useMemo(() => zoneChoices(country), [country, language]);
  const filter = useMemo(() => filterBy(alsoOf([...here, ...elsewhere])), [here, elsewhere]);
  return (
    <Select
      label={t('center:profile.timeZone')}
      data={[
        ...(here.length > 0 ? [{ group: t('center:profile.zonesHere'), items: here.map(plain) }] : []),
        { group: t('center:profile.zonesElsewhere'), items: elsewhere.map(plain) },
      ]}
      value={value || null}
      onChange={(next) => next && onChange(next)}
      searchable
      filter={filter}
      nothingFoundMessage={t('center:profile.nothingFound')}
      allowDeselect={false}
      error={error || undefined}
      autoComplete="off"
    />
  );
}
