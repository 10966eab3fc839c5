import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './ui/page.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from '@tanstack/react-router'
import { setNonce } from 'get-nonce'
import { assert } from '#/core/assert.ts'
import { startWorker } from './push/worker.ts'
import { Providers } from './shell/providers.tsx'
import { nonce } from './shell/nonce.ts'
import { router } from './router.tsx'

// Some libraries ask here for the nonce of the style elements that they make.
setNonce(nonce)

const root = document.getElementById('root')
assert(root !== null, 'the index has a place for the page')
startWorker()
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
