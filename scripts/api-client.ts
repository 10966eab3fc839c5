// Writes the types of the API's operations for the web page, from openapi.json: `node scripts/api-client.ts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { operationsOf } from './api-types.ts'
import type { OpenApi } from './api-types.ts'

const root = new URL('../', import.meta.url)
const api = JSON.parse(readFileSync(new URL('openapi.json', root), 'utf8')) as OpenApi
writeFileSync(new URL('src/web/api/operations.ts', root), operationsOf(api))
