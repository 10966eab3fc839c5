import { join } from 'node:path'
import type { Command } from 'commander'
import type { Surroundings } from '#/cli/surroundings.ts'

/** `tocsin serve`: this process becomes the program, as `npm start` does, so that signals and the exit code are its own. */
export function addServe(program: Command, { root }: Surroundings): void {
  program
    .command('serve')
    .helpGroup('To look after it:')
    .description('Run Tocsin here, as `npm start` does.')
    .action(() => {
      process.chdir(root)
      const main = join(root, 'src', 'main.ts')
      process.execve?.(process.execPath, [process.execPath, main], process.env)
    })
}
