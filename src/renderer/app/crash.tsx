import { Button, Center, Stack, Text, Title } from '@mantine/core';
import i18next from 'i18next';
import { Component, type ReactNode } from 'react';

/** A mistake of ours while drawing: nothing stored is touched, and the way on is to draw again. */
export class Crash extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Center h="100%" p="xl">
        <Stack maw={420}>
          <Title order={1}>{i18next.t('app:crash.title')}</Title>
          <Text>{i18next.t('app:crash.text')}</Text>
          <Button onClick={() => location.reload()} w="fit-content">
            {i18next.t('app:crash.again')}
          </Button>
        </Stack>
      </Center>
    );
  }
}
