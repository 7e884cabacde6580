/** `eval.yaml`, for the command line and for editors. */
export { EvalConfig, evalConfigJsonSchema, gateText } from './config/eval-config.js'
export { readEvalConfig } from './config/read-eval-config.js'
export type { ConfigContext, ConfigSource } from './config/read-eval-config.js'
