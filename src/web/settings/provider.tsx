import { Code, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { session } from '../api/session.ts'
import { useWords } from '../words/words.ts'
import { Copy } from './once.tsx'
import { Section } from './section.tsx'

const VARIABLES = `TOCSIN_OIDC_ISSUER=https://login.acme.example
TOCSIN_OIDC_CLIENT_ID=tocsin
TOCSIN_OIDC_CLIENT_SECRET=…
TOCSIN_OIDC_TITLE=Acme
TOCSIN_OIDC_ROLES=platform=owner, on call=responder, audit=auditor, *=observer
TOCSIN_PASSWORDS=off`

/** How single sign-on is set up: not here, so that nobody who has taken over a browser can point it elsewhere. */
export function Provider() {
  const { settings } = useWords()
  const { data } = useQuery(session)
  const providers = data?.ways.oidc ?? []
  return (
    <Section title={settings.tabs.provider} means={settings.providerMeans}>
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {providers.length === 0
            ? settings.providerOff
            : settings.providerOn(providers.map(({ title }) => title).join(', '))}
        </Text>
        <Shown label={settings.providerHow} text={`${location.origin}/api/sign-in/oidc/callback`} />
        <Shown label={settings.providerThen} text={VARIABLES} />
        <Text size="sm">{settings.providerAway}</Text>
      </Stack>
    </Section>
  )
}

function Shown({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <Text size="sm">{label}</Text>
      <Stack gap="xs" align="flex-start">
        <Code block w="100%" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {text}
        </Code>
        <Copy value={text} />
      </Stack>
    </div>
  )
}
