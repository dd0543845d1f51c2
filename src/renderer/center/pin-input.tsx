import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useWords } from '../app/words.ts';
import { onlyDigits } from '../ui/digits.ts';

interface Props extends Pick<PasswordInputProps, 'label' | 'description' | 'error' | 'size' | 'w' | 'ref'> {
  value: string;
  onChange: (value: string) => void;
  visible: boolean;
  onVisibilityChange: (visible: boolean) => void;
  /**
   * Another PIN comes after it: Tab goes there and not to the eye, where the next digits would be typed into
   * nothing. The eye of the last one shows them all.
   */
  more?: boolean;
}

/** One PIN that is being chosen or given again. Digits of every keyboard count. */
export function PinInput({ onChange, more = false, error, ...others }: Props) {
  const t = useWords();
  return (
    <PasswordInput
      {...others}
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      visibilityToggleButtonProps={{ 'aria-label': t('center:pin.show'), tabIndex: more ? -1 : 0 }}
      onChange={(event) => onChange(onlyDigits(event.currentTarget.value))}
      error={error || undefined}
    />
  );
}
