import { test } from 'node:test'
import { golden } from '../golden/golden.ts'
import { freshDatabase } from '../kit/database.ts'
import { dumpSchema } from './schema.ts'

const { pool } = await freshDatabase()

test('the migrations make the schema that was written down', async () => {
  golden(new URL('../../src/store/schema.sql', import.meta.url), await dumpSchema(pool))
})
