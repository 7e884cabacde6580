/**
 * What a person means by a path: a file is itself, a folder is the files in it, and a `*.jsonl` manifest is
 * the files it lists with what it says about them. Links are never followed, pipes and devices never opened,
 * hidden files left alone; a manifest reaches no further than its own folder.
 */
import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import * as z from 'zod'
import { ApiError } from '../errors.js'

export interface FoundVideo {
  path: string
  name: string
  /** What a manifest says about it. */
  facts?: Omit<z.infer<typeof ManifestLine>, 'path' | 'name'>
  /** Why it cannot be taken; the others can. */
  error?: unknown
}

const maxDepth = 16
const maxFiles = 20_000
const maxManifestBytes = 32 * 1024 * 1024

/** Of a folder only these: the decoder looks at the bytes anyway, but nobody wants their notes imported. */
const videoEndings = new Set(
  '.mp4 .m4v .mov .mkv .webm .avi .ts .mts .m2ts .mpg .mpeg .flv .ogv .ogg .wmv .asf .3gp'.split(' '),
)

const ManifestLine = z.strictObject({
  path: z.string().min(1),
  name: z.string().min(1).optional(),
  platform: z.string().optional(),
  sourceUrl: z.url({ protocol: /^https?$/ }).optional(),
  creatorHash: z.string().optional(),
  licence: z.string().optional(),
  /** Of the person who is seen. */
  consent: z.enum(['given', 'refused']).optional(),
  momentSeconds: z.number().nonnegative().optional(),
  tags: z.array(z.string()).max(50).optional(),
})

export async function findVideos(paths: readonly string[]): Promise<FoundVideo[]> {
  const found: FoundVideo[] = []
  for (const path of paths) {
    try {
      await look(resolve(path), found)
    } catch (error) {
      found.push({ path, name: basename(path), error })
    }
  }
  return found
}

async function look(path: string, found: FoundVideo[]): Promise<void> {
  const facts = await statOf(path)
  if (facts.isDirectory()) await walk(path, found, 0)
  else if (extname(path).toLowerCase() === '.jsonl') found.push(...(await readManifest(path)))
  else found.push({ path, name: basename(path) })
}

async function walk(folder: string, found: FoundVideo[], depth: number): Promise<void> {
  if (depth > maxDepth) throw new ApiError('too-many-files', `The folders are nested more than ${maxDepth} deep.`)
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await walk(path, found, depth + 1)
    else if (entry.isFile() && videoEndings.has(extname(entry.name).toLowerCase())) {
      if (found.length >= maxFiles) throw new ApiError('too-many-files', `There are more than ${maxFiles} files.`)
      found.push({ path, name: entry.name })
    }
  }
}

async function readManifest(path: string): Promise<FoundVideo[]> {
  const facts = await statOf(path)
  if (!facts.isFile()) throw new ApiError('not-a-file', 'The manifest is not a plain file.')
  if (facts.size > maxManifestBytes) throw new ApiError('too-large', 'The manifest is larger than 32 MiB.')
  const root = await realpath(dirname(path))
  const lines = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/)
  const found: FoundVideo[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '') found.push(await readLine(line, `${path}:${index + 1}`, root))
  }
  return found
}

async function readLine(line: string, place: string, root: string): Promise<FoundVideo> {
  let entry: z.infer<typeof ManifestLine>
  try {
    entry = ManifestLine.parse(JSON.parse(line))
  } catch (error) {
    return {
      path: place,
      name: basename(place),
      error: new ApiError('bad-manifest', `This line of the manifest cannot be read: ${reasonOf(error)}`, {
        cause: error,
      }),
    }
  }
  const { path, name = basename(path), ...facts } = entry
  const target = resolve(root, path)
  try {
    await statOf(target)
    const real = await realpath(target)
    if (!real.startsWith(root + sep))
      throw new ApiError('forbidden', 'The manifest names a file outside its own folder.')
    // A folder on the way may be a link even where the file is not: the real path is what is read.
    return { path: real, name, facts }
  } catch (error) {
    return { path: target, name, error }
  }
}

async function statOf(path: string) {
  try {
    return await lstat(path)
  } catch (error) {
    throw new ApiError('unreadable', `${path} does not exist or may not be read.`, {
      cause: error,
      advice: 'Check the path.',
    })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ')
  return 'it is not JSON'
}
