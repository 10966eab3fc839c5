import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { LANGUAGES, useLanguage } from '../words/words.ts'
import type { Language } from '../words/words.ts'
import classes from './outside.module.css'

/** What is around a screen before anybody is signed in: the name of the thing, one column, and the choice of a language. */
export function Outside({
  title,
  lead,
  wide = false,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly wide?: boolean
  readonly children?: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Tocsin`
  }, [title])
  return (
    <div className={classes['outside']}>
      <main className={classes[wide ? 'wide' : 'narrow']}>
        <Group gap="xs" justify="center" mb="lg">
          <img src="/icon.svg" width={32} height={32} alt="" />
          <Text fw={700} size="lg">
            Tocsin
          </Text>
        </Group>
        <Paper withBorder className={classes['card'] ?? ''}>
          <Stack gap="md">
            <div>
              <Title order={1} size="h2">
                {title}
              </Title>
              {lead !== undefined && (
                <Text c="dimmed" size="sm" mt={4}>
                  {lead}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
      </main>
      <Languages />
    </div>
  )
}

function Languages() {
  const { language, speak, words } = useLanguage()
  return (
    <nav aria-label={words.everywhere.language} className={classes['languages']}>
      {(Object.keys(LANGUAGES) as Language[]).map(name => (
        <Anchor
          key={name}
          component="button"
          type="button"
          size="sm"
          lang={name}
          aria-current={name === language ? 'true' : undefined}
          fw={name === language ? 650 : 400}
          c="dimmed"
          onClick={() => speak(name)}
        >
          {LANGUAGES[name]}
        </Anchor>
      ))}
    </nav>
  )
}
