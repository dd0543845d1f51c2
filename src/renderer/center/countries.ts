import { currentLocale } from '../app/words.ts';

/** ISO 3166-1 alpha-2. The platform names countries but does not list them. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

export interface Choice {
  value: string;
  label: string;
  /** Other words by which it is found. */
  also: string;
}

/** All countries by their names in the language of the screen, in its order. */
export function countryChoices(): Choice[] {
  const locale = currentLocale();
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const order = new Intl.Collator(locale);
  return codes
    .map((code) => ({
      value: code,
      label: names.of(code) ?? code,
      also: `${english.of(code) ?? ''} ${code}`,
    }))
    .sort((a, b) => order.compare(a.label, b.label));
}

/** Chromium tells the time zones of a region; TypeScript does not know it yet. */
interface ZonedLocale {
  getTimeZones?: () => string[] | undefined;
}

export function zonesOf(country: string): string[] {
  try {
    return (new Intl.Locale(`und-${country}`) as ZonedLocale).getTimeZones?.() ?? [];
  } catch {
    return [];
  }
}

/** Where this laptop seems to be: by its time zone, else by the region of its languages; '' where neither tells. */
export function guessCountry(timeZone: string): string {
  const byZone = codes.find((code) => zonesOf(code).includes(timeZone));
  const regions = navigator.languages.map((tag) => new Intl.Locale(tag).region ?? '');
  return byZone ?? regions.find((region) => codes.includes(region)) ?? '';
}

export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every time zone, those of one country first: "Kyiv, GMT+3". */
export function zoneChoices(country: string): { here: Choice[]; elsewhere: Choice[] } {
  const here = new Set(zonesOf(country));
  const all = new Set([...here, ...Intl.supportedValuesOf('timeZone'), ownTimeZone()]);
  const choices = [...all].map((zone) => ({
    value: zone,
    label: zoneName(zone),
    also: zone.replaceAll('_', ' '),
  }));
  const order = new Intl.Collator(currentLocale());
  choices.sort((a, b) => order.compare(a.label, b.label));
  return {
    here: choices.filter((choice) => here.has(choice.value)),
    elsewhere: choices.filter((choice) => !here.has(choice.value)),
  };
}

/** The engine keeps the first names of these cities; people do not. */
const cityNames: Record<string, string> = {
  Kiev: 'Kyiv',
  Calcutta: 'Kolkata',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  Katmandu: 'Kathmandu',
  Godthab: 'Nuuk',
  Faeroe: 'Faroe',
  Coral_Harbour: 'Atikokan',
  Truk: 'Chuuk',
  Ponape: 'Pohnpei',
  Enderbury: 'Kanton',
};

const cityOf = (zone: string): string => {
  const city = zone.split('/').at(-1) ?? zone;
  return (cityNames[city] ?? city).replaceAll('_', ' ');
};

function zoneName(zone: string): string {
  const city = cityOf(zone);
  const parts = new Intl.DateTimeFormat(currentLocale(), {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts();
  return `${city}, ${parts.find((part) => part.type === 'timeZoneName')?.value ?? zone}`;
}
