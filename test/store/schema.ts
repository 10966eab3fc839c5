import type { Pool } from '#/store/db.ts'

/** The schema as text, in one order whatever the migrations did. Written with the catalogs alone: there is no pg_dump here. */
export async function dumpSchema(pool: Pool): Promise<string> {
  const tables = await pool.query<{ name: string; lines: readonly string[] }>(TABLES)
  const indexes = await pool.query<{ definition: string }>(INDEXES)
  return [
    '-- What the migrations make, written by test/store/schema.test.ts. To be read, not to be run.\n',
    ...tables.rows.map(
      ({ name, lines }) => `create table ${name} (\n  ${lines.join(',\n  ')}\n);\n`,
    ),
    ...indexes.rows.map(({ definition }) => `${definition};`),
    '',
  ].join('\n')
}

// Constraints that say "not null" have rows of their own from PostgreSQL 18 on; the columns say it already.
const TABLES = `
  select relname as name,
         array(select concat_ws(' ', attname, format_type(atttypid, atttypmod),
                        case when attnotnull then 'not null' end,
                        case attidentity when 'a' then 'generated always as identity' end,
                        case when attgenerated = '' then 'default ' else 'generated always as ' end
                          || pg_get_expr(adbin, adrelid),
                        case attgenerated when 's' then 'stored' when 'v' then 'virtual' end)
                 from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
                where attrelid = pg_class.oid and attnum > 0 and not attisdropped
                order by attnum)
         || array(select concat('constraint ', conname, ' ', lower(left(definition, strpos(definition, '(') - 1)),
                                substr(definition, strpos(definition, '(')))
                    from pg_constraint, pg_get_constraintdef(pg_constraint.oid) as definition
                   where conrelid = pg_class.oid and contype <> 'n'
                   order by conname) as lines
    from pg_class
   where relnamespace = 'public'::regnamespace and relkind = 'r'
   order by relname`

const INDEXES = `
  select pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indexrelid
   where relnamespace = 'public'::regnamespace
     and not exists (select from pg_constraint where conindid = indexrelid)
   order by relname`
