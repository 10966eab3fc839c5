import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { queries } from '../api/queries.ts'
import { theme, variables } from '../ui/theme.ts'
import { WordsProvider } from '../words/provider.tsx'
import { nonce } from './nonce.ts'

export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <WordsProvider>
        <QueryClientProvider client={queries}>
          <Notifications position="top-right" />
          {children}
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>
  )
}
