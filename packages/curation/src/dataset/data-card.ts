/**
 * The card of a data set version, in Markdown with the header that model hubs read: what is in it, where it came
 * from, who may use it, and what is known to be wrong with it. Every number is given; nothing is counted here, and
 * what is not known is said to be unknown.
 */
import type { LeakReport } from './leak-report.js'

export interface DataCardFacts {
  name: string
  version: number
  manifestHash: string
  createdAt: string
  isRehearsal: boolean
  seed: number
  groupBy: 'video' | 'creator' | 'cluster'
  /** Got minus wanted. */
  deviation: Record<string, number>
  splits: { name: string; videos: number; dialogues: number }[]
  videos: number
  dialogues: number
  kinds: Tally
  durations: { hours: number; medianSeconds: number | null; longestSeconds: number | null }
  perVideo: { mean: number; median: number; most: number } | null
  languages: Tally
  reviews: Tally
  teachers: { model: string; isRehearsal: boolean; dialogues: number }[]
  /** Dialogues of these videos at each step of §3.3. */
  funnel: { stage: string; entered: number; left: number }[]
  prompts: string[]
  licences: Tally
  consent: Tally
  safety: Tally
  leaks: LeakReport | null
  takenDown: { videos: number; dialogues: number }
  /** Who let an export pass the gate, where the card goes with one. */
  override?: { name: string; reason: string } | null
}

/** Name → count, largest first; an empty name is what is not known. */
export type Tally = { name: string; count: number }[]

export function dataCard(facts: DataCardFacts): string {
  const { name, version } = facts
  const sections = [
    header(facts),
    `# ${line(name)}, version ${version}`,
    facts.isRehearsal
      ? '> **Rehearsal.** Some of this was written by the rehearsal model, which knows no language. It shows the shape of a data set and must not be trained on.'
      : '',
    'Question–answer pairs for video-guided role play: each was written by a teacher model from the caption of a video, filtered in five steps, and is answered as the person in the video would.',
    '## What is in it',
    table(
      ['Split', 'Videos', 'Dialogues'],
      [
        ...facts.splits.map((split) => [split.name, number(split.videos), number(split.dialogues)]),
        ['all', number(facts.videos), number(facts.dialogues)],
      ],
    ),
    perVideo(facts),
    counted('Kind of video', facts.kinds),
    `${facts.durations.hours.toFixed(1)} hours of video; median ${seconds(facts.durations.medianSeconds)}, longest ${seconds(facts.durations.longestSeconds)}.`,
    counted('Language', facts.languages),
    '## How it was made',
    table(
      ['Teacher', 'Dialogues'],
      facts.teachers.map((one) => [
        `${line(one.model)}${one.isRehearsal ? ' (rehearsal)' : ''}`,
        number(one.dialogues),
      ]),
    ),
    'The funnel of its videos, whether or not a pair is in this version:',
    table(
      ['Step', 'Entered', 'Left'],
      facts.funnel.map((step) => [step.stage, number(step.entered), number(step.left)]),
    ),
    counted('Review', facts.reviews),
    facts.prompts.length > 0 ? `Prompts: ${facts.prompts.map((id) => `\`${id}\``).join(', ')}.` : '',
    '## Splits',
    splitWords(facts),
    leakWords(facts.leaks),
    '## Rights',
    counted('Licence (videos)', facts.licences),
    counted('Consent (videos)', facts.consent),
    counted('Safety (videos)', facts.safety),
    facts.override
      ? `The gate on licence, consent and safety was shut; ${line(facts.override.name)} let this export pass: “${line(facts.override.reason)}”.`
      : '',
    'For research. The paper asks for safety alignment before any use beyond that: its own filters are minimal.',
    '## Known limitations',
    limitations(facts)
      .map((one) => `- ${one}`)
      .join('\n'),
    '## Identity',
    `Manifest SHA-256 \`${facts.manifestHash}\`: over every dialogue word for word, its video and its split. Made ${facts.createdAt.slice(0, 10)}.`,
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header({ name, dialogues, languages, licences }: DataCardFacts): string {
  const codes = languages.map((one) => one.name).filter((code) => /^[a-z]{2,3}$/.test(code))
  return [
    '---',
    `pretty_name: ${JSON.stringify(name)}`,
    // A collection of works has the licences of its works: the table below, never one name for all.
    'license: other',
    `license_name: ${JSON.stringify(licences.length === 1 && licences[0]!.name !== '' ? licences[0]!.name : 'see the table of licences')}`,
    ...(codes.length > 0 ? ['language:', ...codes.map((code) => `- ${code}`)] : []),
    'task_categories:\n- visual-question-answering\n- text-generation',
    'tags:\n- role-play\n- video',
    `size_categories:\n- ${sizeCategory(dialogues)}`,
    '---',
  ].join('\n')
}

function sizeCategory(rows: number): string {
  const borders: [number, string][] = [
    [1_000, 'n<1K'],
    [10_000, '1K<n<10K'],
    [100_000, '10K<n<100K'],
    [1_000_000, '100K<n<1M'],
  ]
  return borders.find(([border]) => rows < border)?.[1] ?? '1M<n<10M'
}

function perVideo({ perVideo: per }: DataCardFacts): string {
  return per === null
    ? ''
    : `${per.mean.toFixed(2)} dialogues a video on average (the paper: 700k over 60k, 11.67); median ${per.median}, most ${per.most}.`
}

const groupWords = {
  video: 'All dialogues of a video are on one side; creators may be on both.',
  creator: 'All videos of a creator are on one side.',
  cluster: 'Videos that are linked by creator, source or likeness are on one side.',
}

function splitWords({ seed, groupBy, deviation }: DataCardFacts): string {
  const missed = Object.entries(deviation).filter(([, by]) => by !== 0)
  const words = missed.map(([split, by]) => `${split} ${by > 0 ? '+' : ''}${by}`).join(', ')
  return `Seed ${seed}. ${groupWords[groupBy]}${words === '' ? '' : ` Whole groups could not meet what was asked for: ${words}.`}`
}

function leakWords(leaks: LeakReport | null): string {
  if (leaks === null) return 'Leaks between the splits were not checked.'
  return table(
    ['Checked', 'Known', 'Unknown', 'On both sides'],
    leaks.checks.map((check) => [check.key, number(check.known), number(check.unknown), number(check.leaking)]),
  )
}

function limitations(facts: DataCardFacts): string[] {
  const countOf = (tally: Tally, name: string) => tally.find((one) => one.name === name)?.count ?? 0
  const unreviewed = countOf(facts.reviews, 'unreviewed')
  const unseen = countOf(facts.safety, 'unknown')
  return [
    'Answers are written by models from captions. What a caption misses or makes up, an answer repeats.',
    ...(unreviewed > 0
      ? [`${number(unreviewed)} of ${number(facts.dialogues)} dialogues were read by no person.`]
      : []),
    ...(unseen > 0 ? [`${number(unseen)} of ${number(facts.videos)} videos were not looked at for safety.`] : []),
    ...(facts.leaks !== null && !facts.leaks.isClean ? ['The splits leak: see the table above.'] : []),
    ...(facts.leaks === null ? ['Nobody checked the splits for leaks.'] : []),
    ...(facts.takenDown.videos > 0
      ? [
          `${number(facts.takenDown.videos)} videos with ${number(facts.takenDown.dialogues)} dialogues were taken down since; the manifest hash is that of the whole.`,
        ]
      : []),
    ...(facts.isRehearsal ? ['It holds text of the rehearsal model.'] : []),
  ]
}

function counted(title: string, tally: Tally): string {
  const total = tally.reduce((sum, one) => sum + one.count, 0)
  if (total === 0) return ''
  return table(
    [title, '', ''],
    tally.map(({ name, count }) => [
      name === '' ? 'unknown' : line(name),
      number(count),
      `${((count / total) * 100).toFixed(1)} %`,
    ]),
  )
}

function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return ''
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  )
  return lines.join('\n')
}

/** Names of others stay text: on one line, and no markup of theirs. */
function line(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[<>`*_[\]#]/g, (mark) => `\\${mark}`)
}

const number = (value: number): string => value.toLocaleString('en')
const seconds = (value: number | null): string => (value === null ? 'unknown' : `${value.toFixed(1)} s`)
