// First: what follows is to win over Mantine's own styles.
import '../app/global.css';

import type { Output } from '../../shared/contract/index.ts';
import { call } from '../app/bridge.ts';
import { palette } from '../app/colors.ts';
import { wordsNow } from '../app/words.ts';
import styles from './door.module.css';
import early from './early-door.module.css';

/** What was done at the early door before the program took its place. */
export interface EarlyDoor {
  passphrase: string;
  wantsCode: boolean;
  /** The answer to the passphrase, where it was sent already. */
  opening: Promise<Output<'center.unseal'>> | null;
}

interface Drawn {
  page: HTMLElement;
  field: HTMLInputElement;
  wantsCode: boolean;
  opening: EarlyDoor['opening'];
}
let drawn: Drawn | null = null;

/**
 * The locked door as plain elements, while the program loads: a hand that is quick finds a field that takes its
 * letters, and the passphrase is being derived meanwhile. Only of the ordinary door; resolves once it was painted.
 */
export async function drawEarlyDoor(state: Output<'center.state'>): Promise<void> {
  if (state.stage !== 'sealed' || state.problem || state.working || state.sample || state.keychainOpens)
    return;
  const t = wordsNow();
  const { theme } = state.appearance;
  const dark = theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';

  const field = element('input', early.input, {
    id: 'early-passphrase',
    type: 'password',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: '200',
  });
  const code = element('button', early.code, { type: 'button' }, t('center:unseal.useCode'));
  const form = element('form', early.form, {}, [
    element('div', early.field, {}, [
      element('label', early.label, { for: field.id }, t('center:passphrase.label')),
      field,
    ]),
    code,
    element('button', early.open, { type: 'submit' }, t('center:unseal.open')),
  ]);
  const brand = [element('img', '', { src: '/icon.svg', alt: '', width: '22', height: '22' }), t('name')];
  const page = element('div', `${early.early} ${styles.door}`, {}, [
    element('header', styles.top, {}, [element('div', styles.brand, {}, brand)]),
    element('main', styles.stage, {}, [
      element('section', `${styles.card} ${early.card}`, { 'data-size': 'narrow' }, [
        element('h1', `${styles.title} ${early.title}`, {}, t('center:unseal.title')),
        element('p', styles.lead, {}, t('center:unseal.text')),
        form,
      ]),
    ]),
  ]);
  for (const [name, [light, other]] of Object.entries(palette))
    page.style.setProperty(`--${name}`, dark ? other : light);

  const here: Drawn = { page, field, wantsCode: false, opening: null };
  code.addEventListener('click', () => {
    here.wantsCode = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (field.value === '') return;
    here.opening ??= call('center.unseal', { passphrase: field.value });
    // Whoever takes over says why it was refused.
    here.opening.catch(() => {});
  });
  document.body.append(page);
  field.focus();
  drawn = here;
  await painted();
}

/** Takes the early door away, where there is one, and gives what was done at it. */
export function leaveEarlyDoor(): EarlyDoor | null {
  if (!drawn) return null;
  const { page, field, wantsCode, opening } = drawn;
  drawn = null;
  page.remove();
  return { passphrase: field.value, wantsCode, opening };
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string | undefined,
  attributes: Record<string, string>,
  content: string | (string | Node)[] = [],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className ?? '';
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...(typeof content === 'string' ? [content] : content));
  return made;
}

/** After the next frame; a hidden window draws none. */
function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
}
