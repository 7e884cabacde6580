/** Rows of collections: nothing is trained on them as they are, so the question is whether they load, whole and named. */
import * as z from 'zod'
import { overestimateTokens } from './token-estimate.js'
import { type LintIssue, type LintSettings, type LintVerdict, missingFiles, turnIssues, verdictOf } from './verdict.js'

const Said = z.object({ question: z.string(), answer: z.string() })
const FolderRow = z.looseObject({ file_name: z.string().min(1), id: z.string().min(1), dialogues: z.array(Said) })
const SampleRow = z.looseObject({
  id: z.string().regex(/^[^./\s]+$/, 'A dot or a slash in the key would make another sample of it.'),
  frames: z.array(z.object({ name: z.string() })),
  dialogues: z.array(Said),
})
const TableRow = z.looseObject({ id: z.string().min(1), ...Said.shape, frames: z.array(z.string()) })

export function lintVideoFolder(row: unknown, settings: LintSettings): LintVerdict {
  const read = FolderRow.safeParse(row)
  if (!read.success) return verdictOf([{ code: 'shape', message: z.prettifyError(read.error) }], [])
  return loads(read.data.dialogues, [read.data.file_name], settings)
}

export function lintWebDataset(row: unknown, settings: LintSettings): LintVerdict {
  const read = SampleRow.safeParse(row)
  if (!read.success) return verdictOf([{ code: 'shape', message: z.prettifyError(read.error) }], [])
  const { id, frames, dialogues } = read.data
  const names = frames.map((frame) => frame.name)
  const strays = names.filter((name) => !name.startsWith(`${id}.`))
  const issues = strays.length > 0 ? [{ code: 'key', message: `${strays[0]} is not of the key ${id}.` }] : []
  return loads(dialogues, names, settings, issues)
}

export function lintParquet(row: unknown, settings: LintSettings): LintVerdict {
  const read = TableRow.safeParse(row)
  if (!read.success) return verdictOf([{ code: 'shape', message: z.prettifyError(read.error) }], [])
  return loads([read.data], read.data.frames, settings)
}

function loads(
  dialogues: z.output<typeof Said>[],
  files: readonly string[],
  settings: LintSettings,
  issues: LintIssue[] = [],
): LintVerdict {
  const none = dialogues.length === 0 ? [{ code: 'no-dialogue', message: 'The video has no dialogue.' }] : []
  const said = dialogues.flatMap(({ question, answer }) => turnIssues([question], [answer]))
  const total = overestimateTokens(dialogues.map(({ question, answer }) => `${question}\n${answer}`).join('\n'))
  const because = [...issues, ...none, ...said, ...missingFiles(files, settings)]
  return verdictOf(because, [], { beforeFirstAnswer: 0, total })
}
