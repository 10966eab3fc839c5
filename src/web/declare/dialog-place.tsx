import { Suspense, lazy } from 'react'
import { useDeclareAsked } from './asked.ts'

const DeclareDialog = lazy(async () => ({
  default: (await import('./dialog.tsx')).DeclareDialog,
}))

/** Where the dialog stands in the frame; it is fetched when it is first asked for. */
export function DeclarePlace() {
  if (!useDeclareAsked()) return null
  return (
    <Suspense>
      <DeclareDialog />
    </Suspense>
  )
}
