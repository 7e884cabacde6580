/** `v2r chat`: talk to the character of a video; the answer is printed as it arrives. */
import { createInterface } from 'node:readline/promises'
import type { ChatContext } from '@video2roleplay/api'
import type { Command } from 'commander'
import { CliError, exitCodes } from '../exit-codes.js'
import { findModel, findVideo } from '../find.js'
import type { Bind, Setting } from '../program.js'
import { count } from '../quantities.js'
import { toCliError } from '../server.js'
import { printable, printableLine, wrap } from '../terminal-text.js'

interface Options {
  message?: string
  model?: string
  context?: boolean
}

export function addChat(program: Command, bind: Bind): void {
  const command = program
    .command('chat')
    .description('talk to the character of a video')
    .argument('<video>', 'id or name')
    .option('-m, --message <text>', 'ask once, print the answer and leave')
    .option('--model <model>', 'who answers (default: the responder of the settings)')
    .option('--context', 'print what the model would see, ask nothing')
  bind<Options>(command, chat)
}

async function chat(setting: Setting, { message, model, context }: Options, names: string[]): Promise<number> {
  const { server, output } = setting
  const video = await findVideo(server.api, names[0] ?? '')
  const responder = model === undefined ? undefined : await findModel(server.api, model)
  const about = { videoId: video.id, responderModelId: responder?.id }
  const sees = await server.api.chat.context.query(about)
  if (context) {
    output.event({ event: 'result', context: sees })
    if (!output.isJson) printContext(setting, sees)
    return exitCodes.ok
  }
  if (message === undefined && output.isJson)
    throw new CliError('usage', 'With --json, say what to ask: --message TEXT.')

  const conversation = await server.api.chat.start.mutate(about)
  output.event({ event: 'launch', conversation })
  output.note(
    output.paint('dim', `${printableLine(video.name)} · ${printableLine(sees.responder.name)} · ${groundingOf(sees)}`),
  )
  if (sees.responder.isRehearsal) output.note(output.paint('yellow', 'Rehearsal: no real model answers here.'))
  const ask = (text: string) => answer(setting, conversation.id, text)
  return message === undefined ? converse(setting, ask) : ask(message)
}

async function converse({ server, output }: Setting, ask: (text: string) => Promise<number>): Promise<number> {
  output.note(output.paint('dim', 'An empty line or Ctrl-D ends the conversation.'))
  const reader = createInterface({
    input: process.stdin,
    output: process.stderr,
    prompt: output.paint('bold', 'you › '),
  })
  let code: number = exitCodes.ok
  try {
    reader.prompt()
    for await (const line of reader) {
      if (line.trim() === '') break
      code = await ask(line).catch((error: unknown) => {
        // A question that fails ends with a sentence, not with the conversation.
        const { message, advice } = toCliError(error, server.url)
        output.note(
          `${output.paint('red', '✗')} ${printable(message)}${advice === null ? '' : `\n  ${printable(advice)}`}`,
        )
        return exitCodes.failed
      })
      reader.prompt()
    }
  } finally {
    reader.close()
    output.note('')
  }
  return code
}

async function answer({ server, output }: Setting, conversationId: string, text: string): Promise<number> {
  const chunks = await server.api.chat.send.mutate({ conversationId, text })
  for await (const chunk of chunks) {
    if (chunk.type === 'text') {
      output.event({ event: 'progress', text: chunk.text })
      if (!output.isJson) output.piece(printable(chunk.text))
      continue
    }
    if (chunk.type === 'start') continue
    if (!output.isJson) output.line()
    if (chunk.type === 'failed') {
      throw new CliError(chunk.failure.code, chunk.failure.message, { advice: chunk.failure.advice })
    }
    output.event({ event: 'result', message: chunk.message })
    if (chunk.message.status !== 'complete') {
      output.note(output.paint('yellow', `The answer is ${chunk.message.status}.`))
      return exitCodes.incomplete
    }
  }
  return exitCodes.ok
}

const groundingOf = (sees: ChatContext): string =>
  `${sees.grounding}${sees.grounding === 'frames' ? ` (${count(sees.frames.length, 'frame')})` : ''}`

function printContext({ output }: Setting, sees: ChatContext): void {
  const limit = sees.tokens.limit === null ? '' : ` of ${sees.tokens.limit.toLocaleString('en-US')}`
  output.line(
    `${output.paint('bold', printableLine(sees.responder.name))}  ${output.paint('dim', `${groundingOf(sees)} · about ${sees.tokens.total.toLocaleString('en-US')}${limit} tokens · ${sees.promptId}`)}`,
  )
  for (const { what, count: number, reason } of sees.dropped)
    output.line(output.paint('yellow', `  ${number} ${what} left out: ${reason}`))
  for (const { role, text, images } of sees.messages) {
    output.line(
      `\n${output.paint('bold', role)}${images > 0 ? output.paint('dim', `  ${count(images, 'image')}`) : ''}`,
    )
    for (const line of wrap(text, Math.min(100, output.width - 2))) output.line(`  ${line}`)
  }
}
