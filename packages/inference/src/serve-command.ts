/**
 * How to serve a tuned model so that it sees what it saw in training (FORMATS §6.5): the context its frames need, as
 * many images as a profile has, and one tile a frame. The commands are for a person to copy; nothing is run here.
 */
import * as z from 'zod'
import { framePresets } from './budget.js'
import { answerMaxTokens, baseContextTokens, maxFrames } from './paper.js'
import { labelTokens } from './tokens.js'

export const ServingEngine = z.enum(['vllm', 'lmdeploy'])
export type ServingEngine = z.infer<typeof ServingEngine>

export interface ServeInput {
  engine: ServingEngine
  /** A folder or a hub name, as the engine wants it. */
  model: string
  /** What clients call it; the model where absent. */
  servedName?: string
  /** Most frames of a profile; the paper's 128. */
  frames?: number
  /** Summary, examples, history and question together. */
  textTokens?: number
  /** The window of the model; InternVL2.5-8B's where absent. */
  contextTokens?: number
  port?: number
}

export interface ServeCommand {
  /** For a shell, quoted. */
  command: string
  /** The frames that fit beside the text and the answer. */
  frames: number
  contextTokens: number
  /** What a person should know, as sentences. */
  notes: string[]
}

/** Room for a summary, a few examples and a conversation. */
const usualTextTokens = 4096

export function serveCommand(input: ServeInput): ServeCommand {
  const { engine, model, servedName = model, textTokens = usualTextTokens } = input
  const wanted = input.frames ?? maxFrames
  const window = input.contextTokens ?? baseContextTokens
  const each = framePresets['internvl2.5-8b'].tokensPerFrame({ width: 448, height: 448 }) + labelTokens
  const room = window - textTokens - answerMaxTokens
  const frames = Math.max(0, Math.min(wanted, Math.floor(room / each)))
  const needed = Math.ceil((frames * each + textTokens + answerMaxTokens) / 1024) * 1024
  const contextTokens = Math.min(window, needed)
  const notes = [
    ...(frames < wanted
      ? [
          `Of ${wanted} frames ${frames} fit into ${window} tokens beside ${textTokens} of text (D16); the rest is thinned evenly.`,
        ]
      : []),
    `Register the model with the layout "${engine}", so that requests look as training did.`,
  ]
  if (engine === 'vllm')
    return {
      command: shell([
        ['vllm', 'serve', model],
        ['--served-model-name', servedName],
        ['--trust-remote-code'],
        ['--max-model-len', String(contextTokens)],
        ['--limit-mm-per-prompt', JSON.stringify({ image: Math.max(1, frames) })],
        ['--mm-processor-kwargs', JSON.stringify({ max_dynamic_patch: 1 })],
        ['--port', String(input.port ?? 8000)],
      ]),
      frames,
      contextTokens,
      notes: [...notes, 'Without max_dynamic_patch 1 a frame becomes up to 13 tiles, 3,328 tokens.'],
    }
  return {
    command: shell([
      ['lmdeploy', 'serve', 'api_server', model],
      ['--model-name', servedName],
      ['--session-len', String(contextTokens)],
      ['--server-port', String(input.port ?? 23_333)],
    ]),
    frames,
    contextTokens,
    notes: [...notes, 'LMDeploy takes the tiles of a frame with each picture; the layout sends max_dynamic_patch 1.'],
  }
}

function shell(lines: string[][]): string {
  return lines.map((words) => words.map(quoted).join(' ')).join(' \\\n  ')
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
