/** One answer under the eight metrics, twice each, and the leaderboard row it gives; rehearsed. `node judge-answer.ts` */
import { judgeResponse, leaderboardRow, metricSets, type JudgementRow } from '@video2roleplay/eval'
import { createRehearsalModel } from '@video2roleplay/llm/rehearsal'

const judge = createRehearsalModel({ model: 'rehearsal-judge' })
const task = {
  question: 'What did you cook?',
  response: 'Mapo tofu, and I cried a little.',
  context: { summary: 'A woman cooks mapo tofu for the first time.' },
}
const rows: JudgementRow[] = []
for (const metric of metricSets.ablation8.metrics) {
  for (const round of [1, 2])
    rows.push({ ...(await judgeResponse({ metric, ...task }, judge, { round })), questionId: 'q1' })
}
const row = leaderboardRow(rows, {
  model: 'me',
  metricSet: 'ablation8',
  questionIds: ['q1'],
  judges: [judge.id],
  rounds: 2,
})
for (const { metric, score } of row.metrics) console.log(metric, score.status === 'scored' ? score.value : score.reason)
console.log(row.averageLabel, row.average, row.isRehearsal ? 'rehearsal: no real judge' : '')
