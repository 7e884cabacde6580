/**
 * InternVL 2.5 chat fine-tuning, frames as multi-image (FORMATS §6.1): the only InternVL form that keeps our own
 * sampling, since its `video` loader draws frames at random.
 */
import { type Exporter, type ExportSettings, jsonLine, type SideFile } from './exporter.js'
import { framePrefix } from './frame-labels.js'
import { internVlLaunch } from './launch-presets.js'
import type { SftRecord } from './sft-record.js'

export const internVlExporter: Exporter = {
  format: 'internvl',
  line: (record, settings) => {
    const prefix = framePrefix(record.frames.length, settings.labelStyle)
    return jsonLine({
      id: record.id,
      ...(record.frames.length > 0 && { image: record.frames.map((frame) => frame.path) }),
      conversations: internVlTurns(record, prefix, 'leading'),
    })
  },
  sideFiles: (settings, recordCount) => [internVlMeta(settings, recordCount), internVlLaunch(settings)],
}

/** The meta file that InternVL's `--meta_path` names. */
export function internVlMeta(settings: ExportSettings, recordCount: number): SideFile {
  const entry = {
    root: settings.mediaRoot,
    annotation: `${settings.name}.jsonl`,
    data_augment: false,
    max_dynamic_patch: settings.maxDynamicPatch,
    repeat_time: 1,
    length: recordCount,
  }
  return { fileName: `${settings.name}.meta.json`, text: `${JSON.stringify({ [settings.name]: entry }, null, 2)}\n` }
}

/** Roles are exactly `system` (first only), `human`, `gpt`. `inline` puts the system text into the first question. */
export function internVlTurns(
  record: SftRecord,
  prefix: string,
  systemPlace: 'leading' | 'inline',
): { from: 'system' | 'human' | 'gpt'; value: string }[] {
  const inline = systemPlace === 'inline' && record.system ? `${record.system}\n` : ''
  return [
    ...(record.system && systemPlace === 'leading' ? [{ from: 'system' as const, value: record.system }] : []),
    ...record.turns.flatMap((turn, index) => [
      { from: 'human' as const, value: index === 0 ? `${prefix}${inline}${turn.question}` : turn.question },
      { from: 'gpt' as const, value: turn.answer },
    ]),
  ]
}
