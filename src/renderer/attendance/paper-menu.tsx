import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCamera, IconKeyboard, IconPrinter } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useCall } from '../app/client.ts';
import { numberText, useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Evidence } from './evidence.tsx';

/** The roll on paper: print it, type it in, keep a photo of it. */
export function PaperMenu({ sessionId }: { sessionId: string }) {
  const t = useWords();
  const [photos, photosToggle] = useDisclosure(false);
  const count = useCall('attendance.evidence', { sessionId }).data?.sheets.length ?? 0;
  return (
    <>
      <Menu position="bottom-end" width={270} transitionProps={{ duration: 80 }}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} data-paper>
            {t('paper:title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            href={`/roll/${sessionId}/paper`}
            leftSection={<IconPrinter size={16} aria-hidden />}
          >
            {t('paper:menu.print')}
          </Menu.Item>
          <Menu.Item
            component={Link}
            href={`/paper/${sessionId}`}
            leftSection={<IconKeyboard size={16} aria-hidden />}
          >
            {t('paper:menu.type')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCamera size={16} aria-hidden />} onClick={photosToggle.open}>
            {t('paper:photo.title')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {count > 0 && (
        <Button
          variant="default"
          px={10}
          leftSection={<IconCamera size={16} aria-hidden />}
          aria-label={t('paper:photo.title')}
          title={t('paper:photo.title')}
          onClick={photosToggle.open}
          data-photos
        >
          {numberText(count)}
        </Button>
      )}
      <DialogFrame opened={photos} onClose={photosToggle.close} title={t('paper:photo.title')} size="lg">
        {photos && <Evidence sessionId={sessionId} />}
      </DialogFrame>
    </>
  );
}
