/** What is different between two versions of data sets, dialogue by dialogue: added, removed, edited, moved to the other side. */
import { sql } from 'drizzle-orm'
import { selectRows, type Database } from '../db/database.js'
import type { Page } from '../views/page.js'
import type { VersionChange, VersionDiffSummary } from '../views/data-sets.js'
import { toPage } from './pages.js'

interface Between {
  beforeId: string
  afterId: string
}

/** Both sides come ordered by their primary key, so a page is a merge of two short index ranges. */
export async function listChanges(
  db: Database,
  { beforeId, afterId }: Between,
  page: { cursor?: string | null; limit: number },
): Promise<Page<VersionChange>> {
  const after = page.cursor ? sql`and dialogue_id > ${page.cursor}::uuid` : sql``
  const rows = await selectRows<ChangeRow>(
    db,
    sql`
    select coalesce(old.dialogue_id, new.dialogue_id) as dialogue_id,
      coalesce(old.video_id, new.video_id) as video_id,
      (select display_name from videos where videos.id = coalesce(old.video_id, new.video_id)) as video_name,
      old.split as old_split, old.question as old_question, old.answer as old_answer,
      new.split as new_split, new.question as new_question, new.answer as new_answer
    from (select * from data_set_items where version_id = ${beforeId}::uuid ${after}) as old
    full join (select * from data_set_items where version_id = ${afterId}::uuid ${after}) as new
      on new.dialogue_id = old.dialogue_id
    where ${isChanged}
    order by 1
    limit ${page.limit + 1}`,
  )
  return toPage(rows, page.limit, toChange, (row) => row.dialogue_id)
}

export async function summariseChanges(db: Database, { beforeId, afterId }: Between): Promise<VersionDiffSummary> {
  const [row] = await selectRows<Record<keyof VersionDiffSummary, number>>(
    db,
    sql`
    select
      count(*) filter (where old.dialogue_id is null)::int as added,
      count(*) filter (where new.dialogue_id is null)::int as removed,
      count(*) filter (where old.question <> new.question or old.answer <> new.answer)::int as edited,
      count(*) filter (where old.split <> new.split)::int as moved,
      count(*) filter (where ${isSame})::int as same
    from (select * from data_set_items where version_id = ${beforeId}::uuid) as old
    full join (select * from data_set_items where version_id = ${afterId}::uuid) as new
      on new.dialogue_id = old.dialogue_id`,
  )
  return { ...row! }
}

const isSame = sql`old.split = new.split and old.question = new.question and old.answer = new.answer`
const isChanged = sql`old.dialogue_id is null or new.dialogue_id is null or not (${isSame})`

type ChangeRow = Record<
  | 'dialogue_id'
  | 'video_id'
  | 'video_name'
  | 'old_split'
  | 'old_question'
  | 'old_answer'
  | 'new_split'
  | 'new_question'
  | 'new_answer',
  string
>

function toChange(row: ChangeRow): VersionChange {
  const before =
    row.old_split === null ? null : { split: row.old_split, question: row.old_question, answer: row.old_answer }
  const after =
    row.new_split === null ? null : { split: row.new_split, question: row.new_question, answer: row.new_answer }
  const isBoth = before !== null && after !== null
  return {
    dialogueId: row.dialogue_id,
    videoId: row.video_id,
    videoName: row.video_name,
    kinds: [
      ...(before === null ? (['added'] as const) : []),
      ...(after === null ? (['removed'] as const) : []),
      ...(isBoth && (before.question !== after.question || before.answer !== after.answer)
        ? (['edited'] as const)
        : []),
      ...(isBoth && before.split !== after.split ? (['moved'] as const) : []),
    ],
    before,
    after,
  }
}
