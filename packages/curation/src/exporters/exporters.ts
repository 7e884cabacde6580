/** Every format by name. */
import type { Exporter, ExportFormat } from './exporter.js'
import { internVlVideoExporter } from './internvl-video.js'
import { internVlExporter } from './internvl.js'
import { llamaFactoryExporter } from './llama-factory.js'
import { msSwiftExporter } from './ms-swift.js'
import { openAiExporter } from './openai-messages.js'

export const exporters: Record<ExportFormat, Exporter> = {
  internvl: internVlExporter,
  'internvl-video': internVlVideoExporter,
  openai: openAiExporter,
  'llama-factory': llamaFactoryExporter,
  'ms-swift': msSwiftExporter,
}
