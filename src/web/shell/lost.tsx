import { Anchor, Center, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'

export function Lost() {
  const { everywhere } = useWords()
  return (
    <Center mih="50vh">
      <Stack align="center">
        <Text>{everywhere.notFound}</Text>
        <Anchor component={Link} to={paths.board()}>
          {everywhere.toBoard}
        </Anchor>
      </Stack>
    </Center>
  )
}
