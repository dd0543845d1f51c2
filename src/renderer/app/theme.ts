import {
  type ActionIconProps,
  type ButtonProps,
  type CSSVariablesResolver,
  createTheme,
  type MenuProps,
  type ModalProps,
  type MultiSelectProps,
  type NumberInputProps,
  type PaperProps,
  type PasswordInputProps,
  type SelectProps,
  type TextareaProps,
  type TextInputProps,
  type TooltipProps,
} from '@mantine/core';
import { palette } from './colors.ts';

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...Object.fromEntries(Object.entries(palette).map(([name, [light]]) => [`--${name}`, light])),
    '--mantine-color-body': palette.paper[0],
    '--mantine-color-text': palette.text[0],
    '--mantine-color-dimmed': palette.muted[0],
    '--mantine-color-default-border': '#d5d0c5',
    '--mantine-color-placeholder': '#7b766b',
    '--mantine-color-error': palette.absent[0],
  },
  dark: {
    ...Object.fromEntries(Object.entries(palette).map(([name, [, dark]]) => [`--${name}`, dark])),
    '--mantine-color-body': palette.paper[1],
    '--mantine-color-text': palette.text[1],
    '--mantine-color-dimmed': palette.muted[1],
    '--mantine-color-default': '#22262e',
    '--mantine-color-default-hover': '#2a2f39',
    '--mantine-color-default-border': '#3a3f4a',
    '--mantine-color-placeholder': '#8a8f9a',
    '--mantine-color-error': palette.absent[1],
  },
});

/** Characters of a line where its field says nothing else: a search or a name, and never a pasted book. */
const longest = 200;

/** Defaults of a component by its name: naming the component itself would load it with the first screen. */
export const having = <Props>(defaultProps: Partial<Props>) => ({ defaultProps });

/** A list of choices that scrolls by itself: a box around it would be one more thing that keys cannot reach. */
const scrolling = { maxHeight: 250, overflowY: 'auto' } as const;

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    ink: [
      '#eef2fb',
      '#dbe4f6',
      '#b4c6ec',
      '#8aa6e2',
      '#688bd9',
      '#527ad4',
      '#4670d2',
      '#365ebb',
      '#2d53a7',
      '#1f4793',
    ],
    dark: [
      '#e7e8ea',
      '#b9bcc4',
      '#9a9ea8',
      '#71757f',
      '#3a3f4a',
      '#2d313a',
      '#22262e',
      '#1c1f25',
      '#15171b',
      '#0f1114',
    ],
  },
  fontFamily: "'Inter Variable', 'Noto Sans Arabic Variable', system-ui, sans-serif",
  fontSizes: { xs: '12px', sm: '13.5px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '680',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: having<ButtonProps>({ size: 'sm' }),
    ActionIcon: having<ActionIconProps>({ variant: 'subtle', color: 'gray' }),
    Paper: {
      ...having<PaperProps>({ radius: 12, withBorder: true }),
      styles: { root: { backgroundColor: 'var(--card)', borderColor: 'var(--line)' } },
    },
    Modal: {
      ...having<ModalProps>({
        centered: true,
        radius: 12,
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.35 },
        // A second banner of the page is what its <header> would be to a screen reader.
        attributes: { header: { role: 'presentation' } },
      }),
      styles: {
        title: { fontWeight: 680, fontSize: 16 },
        header: { backgroundColor: 'var(--card)' },
        content: { backgroundColor: 'var(--card)' },
      },
    },
    // Mantine's empty place before the first item is no child that a menu may have; the first item takes the focus.
    Menu: having<MenuProps>({ withInitialFocusPlaceholder: false }),
    // A browser that remembers what was typed would keep names outside the encrypted database.
    TextInput: having<TextInputProps>({ maxLength: longest, size: 'sm', autoComplete: 'off' }),
    PasswordInput: having<PasswordInputProps>({ size: 'sm', autoComplete: 'off' }),
    NumberInput: having<NumberInputProps>({ size: 'sm', autoComplete: 'off' }),
    Select: {
      ...having<SelectProps>({
        size: 'sm',
        autoComplete: 'off',
        checkIconPosition: 'right',
        comboboxProps: { transitionProps: { duration: 80 } },
        withScrollArea: false,
      }),
      styles: { options: scrolling },
    },
    MultiSelect: { ...having<MultiSelectProps>({ withScrollArea: false }), styles: { options: scrolling } },
    Textarea: having<TextareaProps>({ size: 'sm', autosize: true, autoComplete: 'off' }),
    Tooltip: having<TooltipProps>({ openDelay: 400, withArrow: true, transitionProps: { duration: 80 } }),
  },
});
