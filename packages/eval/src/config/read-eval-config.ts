/**
 * Reads `eval.yaml`: `extends` first, then `${NAME}` and `${NAME:-default}` from the variables it is given, then the
 * schema. What is wrong is said with the file, the line and the column.
 */
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import type * as z from 'zod'
import { EvalError } from '../errors.js'
import { EvalConfig } from './eval-config.js'

export interface ConfigSource {
  /** How the file is called where something is wrong with it. */
  name: string
  text: string
}

export interface ConfigContext {
  variables: Record<string, string | undefined>
  /** Reads the file that `extends` names, seen from the file that names it. */
  load?: (path: string, from: ConfigSource) => Promise<ConfigSource>
}

const mostParents = 8

/** @throws EvalError `bad-settings`, one line for each thing that is wrong */
export async function readEvalConfig(source: ConfigSource, context: ConfigContext): Promise<EvalConfig> {
  const chain = await loadChain(source, context)
  const merged = chain.reduceRight<Record<string, unknown>>((base, { value }) => merge(base, value), {})
  delete merged.extends
  const parsed = EvalConfig.safeParse(merged)
  if (parsed.success) return parsed.data
  throw new EvalError('bad-settings', parsed.error.issues.flatMap((issue) => sentences(issue, chain)).join('\n'))
}

interface Layer {
  source: ConfigSource
  document: Document
  lines: LineCounter
  value: Record<string, unknown>
}

/** The file itself first, then what it extends. */
async function loadChain(source: ConfigSource, { variables, load }: ConfigContext): Promise<Layer[]> {
  const chain = [readLayer(source, variables)]
  for (let last = chain[0]; last?.value.extends !== undefined; last = chain.at(-1)) {
    const path = last.value.extends
    if (typeof path !== 'string') throw complain(last, ['extends'], 'extends must name a file')
    if (load === undefined) throw complain(last, ['extends'], 'extends cannot be followed here')
    if (chain.length > mostParents) throw complain(last, ['extends'], 'extends goes in a circle, or too deep')
    chain.push(readLayer(await load(path, last.source), variables))
  }
  return chain
}

function readLayer(source: ConfigSource, variables: ConfigContext['variables']): Layer {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines, uniqueKeys: true, maxAliasCount: 50 } as never)
  const [broken] = document.errors
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0])
    const isBareVariable = source.text.slice(broken.pos[0] - 1, broken.pos[0] + 1) === '${'
    const why = isBareVariable
      ? 'inside { } or [ ] a variable stands in quotes: "${NAME}"'
      : broken.message.split('\n')[0]
    throw new EvalError('bad-settings', `${source.name}:${line}:${col}: ${why}`)
  }
  const layer = { source, document, lines, value: {} as Record<string, unknown> }
  if (!isMap(document.contents)) throw complain(layer, [], 'the file must be a mapping of keys to values')
  const toValue = (raw: unknown, path: PropertyKey[]): unknown => {
    if (typeof raw === 'string') return substitute(raw, variables, (message) => complain(layer, path, message))
    if (Array.isArray(raw)) return raw.map((item, index) => toValue(item, [...path, index]))
    if (typeof raw !== 'object' || raw === null) return raw
    return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, toValue(item, [...path, key])]))
  }
  layer.value = toValue(document.toJS({ maxAliasCount: 50 }), []) as Record<string, unknown>
  return layer
}

/** A text that is one variable alone keeps its meaning: `${N}` with N=3 is the number 3. */
function substitute(
  text: string,
  variables: ConfigContext['variables'],
  fail: (message: string) => EvalError,
): string | number | boolean {
  const replaced = text.replace(/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g, (_whole, name: string, otherwise?: string) => {
    const value = variables[name] || otherwise
    if (value === undefined) throw fail(`\${${name}} is not set, and has no default`)
    return value
  })
  if (replaced === text || !/^\$\{[^}]*\}$/.test(text)) return replaced
  if (/^-?\d+(\.\d+)?$/.test(replaced)) return Number(replaced)
  return replaced === 'true' ? true : replaced === 'false' ? false : replaced
}

/** Mappings are joined key by key; a list replaces a list. */
function merge(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const joined = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = joined[key]
    joined[key] = isRecord(before) && isRecord(value) ? merge(before, value) : value
  }
  return joined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function sentences(issue: z.core.$ZodIssue, chain: Layer[]): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const path = [...issue.path, key]
      return complain(layerOf(chain, path), path, `there is no key "${key}" here`).message
    })
  // Of a union the branch that came furthest says what is wrong.
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.toSorted((a, b) => a.length - b.length)
    const [best = []] = branches
    return best.flatMap((inner) => sentences({ ...inner, path: [...issue.path, ...inner.path] }, chain))
  }
  return [complain(layerOf(chain, issue.path), issue.path, lowerFirst(issue.message)).message]
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** The file whose value counts: the first of the chain that has the path, else the file itself. */
function layerOf(chain: Layer[], path: readonly PropertyKey[]): Layer {
  const owner = chain.find(({ document }) => document.hasIn(path as unknown[]))
  return owner ?? (chain[0] as Layer)
}

function complain(
  { source, document, lines }: Pick<Layer, 'source' | 'document' | 'lines'>,
  path: readonly PropertyKey[],
  message: string,
): EvalError {
  const { line, col } = lines.linePos(offsetOf(document, path))
  const where = path.length === 0 ? '' : `${path.map(String).join('.')}: `
  return new EvalError('bad-settings', `${source.name}:${line}:${col}: ${where}${message}.`)
}

/** Of the key where there is one, else of the nearest thing above it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1) as unknown[], true)
    const name = path[length - 1]
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(name))
      if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0]
    }
    const node: unknown = document.getIn(path.slice(0, length) as unknown[], true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return Number(node.range[0])
  }
  return 0
}
