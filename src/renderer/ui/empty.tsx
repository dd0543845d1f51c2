import { Button, Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface Props {
  title: string;
  text: string;
  icon?: ReactNode;
  action?: { label: string; href: string };
  children?: ReactNode;
}

/** A place with nothing in it yet: says what belongs here and how it gets here. */
export function Empty({ title, text, icon, action, children }: Props) {
  return (
    <Center p="xl" mih={280}>
      <Stack align="center" maw={460} gap="sm" ta="center">
        {icon}
        <Title order={2}>{title}</Title>
        <Text c="dimmed">{text}</Text>
        {action && (
          <Button component={Link} href={action.href} mt="xs">
            {action.label}
          </Button>
        )}
        {children}
      </Stack>
    </Center>
  );
}
