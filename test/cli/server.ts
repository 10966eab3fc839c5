// A running program for tests of the command line, with the people of the example directory.
import { after } from 'node:test'
import { freshDatabase } from '../kit/database.ts'
import { removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { urlOf } from '../system/starts.ts'
import { done } from './tocsin.ts'

export type Server = {
  readonly program: Program
  /** Where the command line finds it; nobody is said to sit at the terminal. */
  readonly environment: Readonly<Record<string, string>>
}

/** Starts the program on a database of its own, and imports the directory. It goes when the calling file ends. */
export async function startServer(): Promise<Server> {
  const { connection } = await freshDatabase()
  const program = await startProgram({
    DATABASE_URL: urlOf(connection),
    TOCSIN_LOG_LEVEL: 'silent',
  })
  after(async () => {
    await program.stop()
    removeDirectory(program.dataDirectory)
  })
  const environment = { TOCSIN_URL: program.address, TOCSIN_DATA: program.dataDirectory }
  await done(['import', 'directory.example.yaml'], { environment })
  return { program, environment }
}
