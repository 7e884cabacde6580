/** How the errands are going: bars on a terminal, a line for every change elsewhere. All of it on standard error. */
import cliProgress from 'cli-progress'
import stringWidth from 'string-width'
import { costOf, isJobOver, type Errand } from './errand.js'
import type { Output } from './output.js'
import { count, durationText, moneyText } from './quantities.js'
import { fit, printableLine } from './terminal-text.js'

export interface Progress {
  update(errands: Errand[]): void
  /** A sentence in between. */
  say(text: string): void
  stop(): void
}

export function createProgress(output: Output, errands: Errand[]): Progress {
  if (output.isJson) return { update: () => {}, say: (text) => output.note(text), stop: () => {} }
  return output.isTerminal ? bars(output, errands) : lines(output)
}

const mostBars = 6
const barWidth = 24

function bars(output: Output, errands: Errand[]): Progress {
  const started = Date.now()
  const multi = new cliProgress.MultiBar({
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    fps: 8,
    gracefulExit: false,
    stream: process.stderr,
    format: (_options, _params, payload: { text?: string }) => payload.text ?? '',
  })
  const shown = Array.from({ length: Math.min(mostBars, errands.length) }, () => multi.create(1, 0, { text: '' }))
  const total = errands.length > 1 ? multi.create(1, 0, { text: '' }) : null
  const update = (all: Errand[]) => {
    const byActivity = all.toSorted((a, b) => activity(a) - activity(b)).slice(0, shown.length)
    shown.forEach((bar, index) => {
      const errand = byActivity[index]
      bar.update({ text: errand === undefined ? '' : barText(errand, output) })
    })
    total?.update({ text: totalText(all, started, output) })
  }
  update(errands)
  return {
    update,
    say: (text) => {
      multi.log(`${text}\n`)
    },
    stop: () => {
      multi.stop()
    },
  }
}

/** Running first, then waiting, then what is over. */
function activity(errand: Errand): number {
  if (errand.isOver) return 3
  return ['running', 'waiting', 'queued'].indexOf(errand.current.state) % 3
}

function barText(errand: Errand, output: Output): string {
  const { current: job } = errand
  const isWhole = job.state === 'done' || job.state === 'partial'
  const share = isWhole ? 1 : job.progress.total ? job.progress.done / job.progress.total : 0
  const filled = Math.round(Math.min(1, share) * barWidth)
  const style =
    job.state === 'failed' ? 'red' : job.state === 'partial' || job.state === 'cancelled' ? 'yellow' : 'cyan'
  const bar = output.paint(style, '━'.repeat(filled)) + output.paint('dim', '─'.repeat(barWidth - filled))
  const amount = job.progress.total === null ? '' : `${job.progress.done}/${job.progress.total}`
  const cost = costOf([errand])
  const rest = [
    isJobOver(job) ? job.state : (job.progress.label ?? job.state),
    job.etaSeconds === null || job.etaSeconds < 1 || isJobOver(job) ? '' : `${durationText(job.etaSeconds)} left`,
    cost.calls === 0 ? '' : cost.isRehearsal ? `${count(cost.calls, 'call')}, rehearsal` : moneyText(cost),
  ].filter((part) => part !== '')
  const name = column(printableLine(errand.name), Math.max(12, Math.min(32, output.width - 80)))
  const head = `  ${name}  ${output.paint('bold', column(job.kind, 9))}  ${bar}  ${amount.padStart(7)}  `
  const room = output.width - 2 - stringWidth(name) - 2 - 9 - 2 - barWidth - 2 - Math.max(7, amount.length) - 3
  return head + output.paint('dim', fit(printableLine(rest.join(' · ')), Math.max(8, room)))
}

function totalText(errands: Errand[], started: number, output: Output): string {
  const over = errands.filter((errand) => errand.isOver).length
  const failed = errands.filter((errand) => errand.isOver && errand.current.state === 'failed').length
  const cost = costOf(errands)
  const elapsed = (Date.now() - started) / 1000
  const left = over === 0 ? '' : ` · ${durationText((elapsed / over) * (errands.length - over))} left`
  const money = cost.calls === 0 ? '' : ` · ${cost.isRehearsal ? 'rehearsal' : moneyText(cost)}`
  return output.paint(
    'dim',
    `  ${over} of ${errands.length} finished${failed > 0 ? `, ${failed} failed` : ''}${left}${money}`,
  )
}

const column = (text: string, width: number) => {
  const fitted = fit(text, width)
  return fitted + ' '.repeat(Math.max(0, width - stringWidth(fitted)))
}

function lines(output: Output): Progress {
  const told = new Map<string, string>()
  return {
    update: (errands) => {
      for (const errand of errands) {
        for (const job of errand.jobs.values()) {
          if (told.get(job.id) === job.state) continue
          told.set(job.id, job.state)
          const took = isJobOver(job) && job.elapsedSeconds !== null ? `  ${durationText(job.elapsedSeconds)}` : ''
          output.note(`${job.kind.padEnd(9)}  ${job.state.padEnd(9)}  ${printableLine(errand.name)}${took}`)
        }
      }
    },
    say: (text) => output.note(text),
    stop: () => {},
  }
}
