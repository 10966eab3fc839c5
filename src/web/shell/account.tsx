import { ActionIcon, Menu, Text } from '@mantine/core'
import { useMantineColorScheme } from '@mantine/core'
import { AvatarIcon, CheckIcon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { LANGUAGES, useLanguage, useWords } from '../words/words.ts'
import type { Language } from '../words/words.ts'
import { signOut } from './sign-out.ts'

/** Who one is, how the page looks and speaks, and the way out. */
export function Account() {
  const { everywhere, settings } = useWords()
  const { person } = useMe()
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={everywhere.me}>
          <AvatarIcon width={20} height={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person?.name ?? ''}</Menu.Label>
        <Menu.Item component={Link} to={paths.settings()}>
          {settings.title}
        </Menu.Item>
        <Schemes />
        <Languages />
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{everywhere.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Schemes() {
  const { everywhere } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemes = {
    light: everywhere.light,
    dark: everywhere.dark,
    auto: everywhere.system,
  } as const
  return (
    <>
      <Menu.Label>{everywhere.scheme}</Menu.Label>
      {(['light', 'dark', 'auto'] as const).map(scheme => (
        <Menu.Item
          key={scheme}
          onClick={() => setColorScheme(scheme)}
          rightSection={colorScheme === scheme && <CheckIcon aria-label="✓" />}
        >
          {schemes[scheme]}
        </Menu.Item>
      ))}
    </>
  )
}

function Languages() {
  const { language, speak, words } = useLanguage()
  return (
    <>
      <Menu.Label>{words.everywhere.language}</Menu.Label>
      {(Object.keys(LANGUAGES) as Language[]).map(name => (
        <Menu.Item key={name} onClick={() => speak(name)} lang={name}>
          <Text component="span" size="sm" fw={name === language ? 650 : 400}>
            {LANGUAGES[name]}
          </Text>
        </Menu.Item>
      ))}
    </>
  )
}
