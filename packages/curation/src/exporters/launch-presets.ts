/**
 * A.4 as launch files: optimiser, learning rate, weight decay, warm-up and epochs are the paper's. Everything else is
 * ours and marked so, taken from InternVL's stock LoRA script for this very model, whose first five values A.4 equals.
 */
import { training } from '../paper.js'
import type { ExportSettings, SideFile } from './exporter.js'

/** Ours: InternVL's `internvl2_5_8b_dynamic_res_2nd_finetune_lora.sh`; the paper names LoRA and no rank. */
const stock = { loraRank: 16, batchSize: 16, perDeviceBatchSize: 4, maxTokens: 8192, schedule: 'cosine' } as const

const ours = `# Ours, not the paper's: LoRA rank ${stock.loraRank}, batch ${stock.batchSize}, ${stock.schedule} schedule, bf16, length ${stock.maxTokens}, frozen towers.`
const papers = `# From the paper (A.4): ${training.optimizer}, learning rate, weight decay, warm-up ratio, ${training.epochs} epoch, LoRA.`

/** Preference tuning is no part of the paper. Its strength is the usual default of both trainers. */
const preferences = '# Preference tuning is ours, the paper fine-tunes only; beta 0.1 is the trainers’ own default.\n'

export function internVlLaunch(settings: ExportSettings, media: 'images' | 'video' = 'images'): SideFile {
  // Ours: the script's own 32 frames fill its 8,192 tokens, and not one token of an answer would be left to learn.
  const frames = media === 'video' ? ` --min_num_frame 8 --max_num_frame ${settings.maxVideoFrames}` : ''
  return {
    fileName: 'train-internvl.sh',
    text: `#!/usr/bin/env bash
# Run in InternVL's internvl_chat folder: META=/path/to/${settings.name}.meta.json bash train-internvl.sh
${papers}
${ours}
set -euo pipefail
GPUS=\${GPUS:-2}
torchrun --nnodes=1 --nproc_per_node="\${GPUS}" internvl/train/internvl_chat_finetune.py \\
  --model_name_or_path "\${MODEL:-OpenGVLab/InternVL2_5-8B}" --conv_style internvl2_5 --use_fast_tokenizer False \\
  --meta_path "\${META:?}" --output_dir "\${OUTPUT:-work_dirs/${settings.name}}" --overwrite_output_dir True \\
  --optim adamw_torch --learning_rate ${training.learningRate} --weight_decay ${training.weightDecay} \\
  --warmup_ratio ${training.warmupRatio} --num_train_epochs ${training.epochs} --lr_scheduler_type ${stock.schedule} \\
  --use_llm_lora ${stock.loraRank} --freeze_llm True --freeze_mlp True --freeze_backbone True \\
  --per_device_train_batch_size ${stock.perDeviceBatchSize} \\
  --gradient_accumulation_steps $((${stock.batchSize} / ${stock.perDeviceBatchSize} / GPUS)) \\
  --max_seq_length ${stock.maxTokens} --max_dynamic_patch ${settings.maxDynamicPatch} --dynamic_image_size True${frames} \\
  --use_thumbnail True --force_image_size 448 --down_sample_ratio 0.5 --drop_path_rate 0.0 --vision_select_layer -1 \\
  --ps_version v2 --bf16 True --grad_checkpoint True --group_by_length True --do_train True \\
  --logging_steps 1 --save_strategy steps --save_steps 200 --save_total_limit 1 --deepspeed zero_stage1_config.json
`,
  }
}

export type Stage = 'sft' | 'dpo' | 'kto'

export function msSwiftLaunch(settings: ExportSettings, stage: Stage = 'sft'): SideFile {
  const command = stage === 'sft' ? 'swift sft' : `swift rlhf --rlhf_type ${stage} --beta 0.1`
  return {
    fileName: 'train-ms-swift.sh',
    text: `#!/usr/bin/env bash
# Run in the folder of the export.
${papers}
${ours}
${stage === 'sft' ? '' : preferences}\
# MAX_NUM=1 keeps every frame at one tile; without it a frame becomes up to thirteen.
set -euo pipefail
MAX_NUM=1 ${command} --model "\${MODEL:-OpenGVLab/InternVL2_5-8B}" --dataset ${settings.name}.jsonl \\
  --train_type lora --lora_rank ${stock.loraRank} --optim adamw_torch --learning_rate ${training.learningRate} \\
  --weight_decay ${training.weightDecay} --warmup_ratio ${training.warmupRatio} --num_train_epochs ${training.epochs} \\
  --lr_scheduler_type ${stock.schedule} --per_device_train_batch_size 1 --gradient_accumulation_steps ${stock.batchSize} \\
  --max_length ${stock.maxTokens} --torch_dtype bfloat16 --freeze_vit true --output_dir "\${OUTPUT:-output/${settings.name}}"
`,
  }
}

export function llamaFactoryLaunch(settings: ExportSettings, stage: Stage = 'sft'): SideFile {
  return {
    fileName: 'train-llama-factory.yaml',
    text: `# llamafactory-cli train train-llama-factory.yaml, in the folder of the export
${papers}
${ours}
${stage === 'sft' ? '' : preferences}\
model_name_or_path: OpenGVLab/InternVL2_5-8B-MPO-hf # this trainer reads HF-format checkpoints only
template: intern_vl
stage: ${stage}${stage === 'sft' ? '' : '\npref_beta: 0.1'}
do_train: true
dataset: ${settings.name}
dataset_dir: .
media_dir: .
output_dir: output/${settings.name}
finetuning_type: lora
lora_rank: ${stock.loraRank}
optim: adamw_torch
learning_rate: ${training.learningRate}
weight_decay: ${training.weightDecay}
warmup_ratio: ${training.warmupRatio}
num_train_epochs: ${training.epochs}
lr_scheduler_type: ${stock.schedule}
per_device_train_batch_size: 1
gradient_accumulation_steps: ${stock.batchSize}
cutoff_len: ${stock.maxTokens}
bf16: true
freeze_vision_tower: true
freeze_multi_modal_projector: true
`,
  }
}

/** OpenAI lets one choose the epochs; learning rate, weight decay, warm-up and LoRA are its own affair. */
export function openAiLaunch(settings: ExportSettings): SideFile {
  return {
    fileName: 'train-openai.sh',
    text: `#!/usr/bin/env bash
# FILE=file-id-of-${settings.name}.jsonl bash train-openai.sh, after the file was uploaded with purpose fine-tune
# From the paper (A.4): ${training.epochs} epoch. Its optimiser, learning rate, weight decay, warm-up and LoRA cannot be set there.
# Ours, not the paper's: the model.
set -euo pipefail
curl https://api.openai.com/v1/fine_tuning/jobs -H "Authorization: Bearer \${OPENAI_API_KEY:?}" \\
  -H 'Content-Type: application/json' \\
  -d '{"training_file":"'"\${FILE:?}"'","model":"'"\${MODEL:-gpt-4o-2024-08-06}"'","method":{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":${training.epochs}}}}}'
`,
  }
}
