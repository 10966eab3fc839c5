import { SegmentedControl, Stack, Switch, Text, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { keysAreOn, turnKeys } from '../shell/keys.ts'
import { LANGUAGES, useLanguage } from '../words/words.ts'
import type { Language } from '../words/words.ts'
import { Section } from './section.tsx'

/** How the page looks and speaks, here. */
export function Display() {
  const { words, language, speak } = useLanguage()
  const { settings, everywhere } = words
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [keys, setKeys] = useState(keysAreOn)
  return (
    <Stack gap="md">
      <Section title={everywhere.language} means={settings.displayMeans}>
        <SegmentedControl
          aria-label={everywhere.language}
          value={language}
          onChange={name => speak(name as Language)}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        />
      </Section>
      <Section title={everywhere.scheme}>
        <SegmentedControl
          aria-label={everywhere.scheme}
          value={colorScheme}
          onChange={scheme => setColorScheme(scheme)}
          data={[
            { value: 'light', label: everywhere.light },
            { value: 'dark', label: everywhere.dark },
            { value: 'auto', label: everywhere.system },
          ]}
        />
      </Section>
      <Section title={settings.keys} means={settings.keysMean}>
        <Switch
          label={settings.keysOn}
          checked={keys}
          onChange={({ currentTarget: { checked } }) => {
            turnKeys(checked)
            setKeys(checked)
          }}
        />
      </Section>
      <Text size="sm" c="dimmed">
        {settings.times} {Intl.DateTimeFormat().resolvedOptions().timeZone}
      </Text>
    </Stack>
  )
}
