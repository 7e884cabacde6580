/** The paper's Table 1 with this house's own data sets counted beside it. */
import { publishedDataSets } from '@video2roleplay/curation'
import type { Database } from '../db/database.js'
import type { TableOneRow } from '../views/data-sets.js'
import { listVersions } from './data-set-versions.js'

/** The newest version of each data set, of one project or of all. */
export async function loadTableOne(db: Database, filter: { projectId?: string }): Promise<TableOneRow[]> {
  const newest = new Map<string, TableOneRow>()
  for (let cursor: string | null = null; ;) {
    const page = await listVersions(db, filter, { cursor, limit: 200 })
    for (const { dataSetId, name, version, counts, takenDown, isRehearsal } of page.items)
      if (!newest.has(dataSetId))
        newest.set(dataSetId, {
          dataset: `${name} v${version}`,
          dialogues: counts.dialogues - takenDown.dialogues,
          hasVideo: true,
          isRehearsal,
          source: 'this house',
        })
    cursor = page.nextCursor
    if (cursor === null) break
  }
  const published = publishedDataSets.map(({ name, dialogues, hasVideo }): TableOneRow => ({
    dataset: name,
    dialogues,
    hasVideo,
    isRehearsal: false,
    source: 'paper',
  }))
  return [...published, ...newest.values()]
}
