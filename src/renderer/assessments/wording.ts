import { type Wording, wordsIn } from '../../shared/rules/wording.ts';
import { currentLanguage } from '../app/words.ts';

/** What somebody called a thing, in the language of the screen, else in another one. */
export const said = (wording: Wording): string => wordsIn(wording, currentLanguage());
