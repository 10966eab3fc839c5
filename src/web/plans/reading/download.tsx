import { Button, Menu } from '@mantine/core'
import { DownloadIcon, FileTextIcon } from '@radix-ui/react-icons'
import { addressOf, call } from '../../api/client.ts'
import type { ListedPlan } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'

export function Download({ plan }: { readonly plan: ListedPlan }) {
  const { document: words } = useWords().plan
  const { hash, id, version } = plan
  const name = `${id}-${version}`
  const as = (form: 'md' | 'html' | 'pdf') =>
    addressOf('render-plan', { params: { plan: hash }, query: { as: form } })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<DownloadIcon aria-hidden />}>
            {words.download}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={as('pdf')} download={`${name}.pdf`}>
            {words.pdf}
          </Menu.Item>
          <Menu.Item component="a" href={as('md')} download={`${name}.md`}>
            {words.markdown}
          </Menu.Item>
          <Menu.Item component="a" href={as('html')} download={`${name}.html`}>
            {words.html}
          </Menu.Item>
          <Menu.Item onClick={() => void downloadSource(hash, `${name}.yaml`)}>
            {words.yaml}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<FileTextIcon aria-hidden />}
        onClick={() => print()}
        visibleFrom="sm"
      >
        {words.print}
      </Button>
    </>
  )
}

async function downloadSource(hash: string, name: string): Promise<void> {
  const { source } = await call('get-plan', { params: { plan: hash } })
  const address = URL.createObjectURL(new Blob([source], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
