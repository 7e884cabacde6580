/**
 * Preference tuning (FORMATS §6.2, §6.3), which the paper does not do: the form follows the two trainers, and each
 * launch file carries A.4's hyper-parameters because nothing better is known.
 */
import { jsonLine, type ExportSettings, type PreferenceExporter } from './exporter.js'
import type { PreferenceFormat } from './formats.js'
import { framePrefix } from './frame-labels.js'
import { llamaFactoryLaunch, msSwiftLaunch } from './launch-presets.js'
import { isPair, type PreferenceRecord } from './preference-record.js'

const msSwift = (format: 'ms-swift-dpo' | 'ms-swift-kto', stage: 'dpo' | 'kto'): PreferenceExporter => ({
  format,
  line: (record, settings) =>
    jsonLine({
      messages: [
        ...(record.system ? [{ role: 'system', content: record.system }] : []),
        {
          role: 'user',
          content: `${framePrefix(record.frames.length, settings.labelStyle, '<image>', '')}${record.question}`,
        },
        { role: 'assistant', content: isPair(record) ? record.chosen : record.answer },
      ],
      ...(isPair(record) ? { rejected_response: record.rejected } : { label: record.isDesirable }),
      ...(record.frames.length > 0 && { images: pathsOf(record, settings) }),
    }),
  sideFiles: (settings) => [msSwiftLaunch(settings, stage)],
})

const llamaFactory = (format: 'llama-factory-dpo' | 'llama-factory-kto', stage: 'dpo' | 'kto'): PreferenceExporter => ({
  format,
  line: (record, settings) => {
    const question = {
      from: 'human',
      value: record.frames.length > 0 ? `<video>\n${record.question}` : record.question,
    }
    return jsonLine({
      conversations: isPair(record) ? [question] : [question, { from: 'gpt', value: record.answer }],
      ...(isPair(record)
        ? { chosen: { from: 'gpt', value: record.chosen }, rejected: { from: 'gpt', value: record.rejected } }
        : { kto_tag: record.isDesirable }),
      system: record.system ?? '',
      videos: record.frames.length > 0 ? [pathsOf(record, settings)] : [],
    })
  },
  sideFiles: (settings) => {
    const verdicts = stage === 'dpo' ? { chosen: 'chosen', rejected: 'rejected' } : { kto_tag: 'kto_tag' }
    const entry = {
      file_name: `${settings.name}.jsonl`,
      formatting: 'sharegpt',
      ...(stage === 'dpo' && { ranking: true }),
      columns: { messages: 'conversations', ...verdicts, system: 'system', videos: 'videos' },
    }
    return [
      { fileName: 'dataset_info.json', text: `${JSON.stringify({ [settings.name]: entry }, null, 2)}\n` },
      llamaFactoryLaunch(settings, stage),
    ]
  },
})

export const preferenceExporters: Record<PreferenceFormat, PreferenceExporter> = {
  'ms-swift-dpo': msSwift('ms-swift-dpo', 'dpo'),
  'ms-swift-kto': msSwift('ms-swift-kto', 'kto'),
  'llama-factory-dpo': llamaFactory('llama-factory-dpo', 'dpo'),
  'llama-factory-kto': llamaFactory('llama-factory-kto', 'kto'),
}

function pathsOf(record: PreferenceRecord, { mediaRoot }: ExportSettings): string[] {
  return record.frames.map((frame) => `${mediaRoot}${frame.path}`)
}
