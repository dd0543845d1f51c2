import '@mantine/core/styles.css';
import { Container, MantineProvider, Title } from '@mantine/core';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <MantineProvider>
      <Container data-empty-page>
        <Title>Nothing</Title>
      </Container>
    </MantineProvider>,
  );
}
