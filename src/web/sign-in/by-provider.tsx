import { Button, Stack } from '@mantine/core'
import { ExternalLinkIcon } from '@radix-ui/react-icons'
import type { Answer } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { Failure } from './failure.tsx'
import { whereTo } from './where-to.ts'

type Provider = Answer<'get-session'>['ways']['oidc'][number]

/** One button for each identity provider; what it says no to comes back in the address, as `problem`. */
export function ByProvider({ providers }: { readonly providers: readonly Provider[] }) {
  const { signIn } = useWords()
  const begin = useTell('begin-oidc-sign-in')
  return (
    <Stack gap="xs">
      {providers.map(({ id, title }) => (
        <Button
          key={id}
          size="md"
          fullWidth
          leftSection={<ExternalLinkIcon aria-hidden />}
          loading={begin.isPending || begin.isSuccess}
          onClick={() =>
            begin.mutate(
              { body: { provider: id as 'oidc', to: whereTo(location.search) } },
              { onSuccess: ({ url }) => location.assign(url) },
            )
          }
        >
          {signIn.continueWith(title)}
        </Button>
      ))}
      <Failure error={begin.error} />
    </Stack>
  )
}
