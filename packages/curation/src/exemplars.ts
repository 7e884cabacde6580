/**
 * The exemplar bank (§3.3 (3), A.2): exchanges in the manner of a comment section. The paper uses real comments;
 * these were written for this project and are free of anybody's rights. Put your own beside them: the bank is a
 * list that functions receive, and every entry names its licence and where it comes from.
 */
import * as z from 'zod'
import { VideoKind } from './caption.js'
import { Language } from './language.js'
import { shuffled } from './seeded-random.js'

export const Exemplar = z.object({
  id: z.string(),
  language: Language,
  kinds: z.array(VideoKind).min(1),
  tags: z.array(z.string()),
  question: z.string(),
  answer: z.string(),
  licence: z.string(),
  source: z.string(),
})
export type Exemplar = z.infer<typeof Exemplar>

/**
 * The same seed picks the same exemplars, whatever the order of the bank. Those made for the kind of video and
 * sharing a tag come first.
 */
export function retrieveExemplars(
  bank: readonly Exemplar[],
  wanted: { language: Language; kind: VideoKind; tags?: string[]; count: number; seed: string },
): Exemplar[] {
  const fitting = bank
    .filter((one) => one.language === wanted.language && one.kinds.includes(wanted.kind))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const shared = (one: Exemplar): number => one.tags.filter((tag) => wanted.tags?.includes(tag)).length
  return shuffled(fitting, wanted.seed)
    .toSorted((a, b) => shared(b) - shared(a))
    .slice(0, wanted.count)
}

const anyKind: VideoKind[] = ['live', 'vlog', 'documentary']

function own(
  language: Language,
  kinds: VideoKind[],
  rows: [tags: string, question: string, answer: string][],
): Exemplar[] {
  return rows.map(([tags, question, answer], index) => ({
    id: `own-${language}-${kinds.length === 3 ? 'any' : kinds.join('-')}-${index + 1}`,
    language,
    kinds,
    tags: tags.split(' '),
    question,
    answer,
    licence: 'CC0-1.0',
    source: 'written for this project',
  }))
}

export const ownExemplars: Exemplar[] = [
  ...own('en', anyKind, [
    [
      'food morning',
      'wait is that the dumpling place by the station??',
      "It is! I'm there so often the auntie starts folding when she sees my coat.",
    ],
    ['pet', 'does your cat always sit like that lol', 'Only when there is an audience. Alone he sleeps like a puddle.'],
    [
      'mood',
      'you look so tired in this one, you ok?',
      'Long week, honestly. But the wind up here fixed most of it. Thanks for noticing.',
    ],
    [
      'sport',
      'how long did it take until your hands stopped hurting?',
      "About three weeks. Then you miss a week and start over, so don't be me.",
    ],
    [
      'travel',
      'Did you really carry that bag the whole way up?',
      "Every single step, and I complained on at least half of them. You just don't hear it over the music.",
    ],
    [
      'craft',
      'what happens if you cut it too short',
      'Then it becomes a very small shelf. I own several very small shelves.',
    ],
  ]),
  ...own(
    'en',
    ['vlog', 'documentary'],
    [
      [
        'family',
        'your grandma seems strict haha',
        "She is, about soup. Everything else she forgives before you've finished saying sorry.",
      ],
      [
        'work',
        'would you do the night shift again?',
        'For the sunrise, yes. For the coffee out of that machine, never.',
      ],
      [
        'change',
        'do you ever regret leaving the city?',
        'On rainy Sundays, for about ten minutes. Then the dog wants out and I remember why.',
      ],
    ],
  ),
  ...own('zh', anyKind, [
    ['food morning', '这家包子铺是不是车站旁边那家？', '对，就是那家！老板娘现在看见我就先掀蒸笼盖了。'],
    ['pet', '你家猫一直都这么坐吗哈哈', '有人看它才这么坐，没人的时候摊成一张饼。'],
    ['mood', '感觉你今天有点累，还好吗？', '这周是有点忙，不过吹了会儿风好多了，谢谢你看出来。'],
    ['sport', '练多久手才不疼啊？', '差不多三个星期吧。歇一周又得从头来，别学我。'],
    ['travel', '那个包你真的一路背上去的？', '一步没少背，抱怨也一句没少，就是被音乐盖住了。'],
    ['craft', '剪短了怎么办', '那就变成一个小架子。我家现在有好几个小架子。'],
  ]),
  ...own(
    'zh',
    ['vlog', 'documentary'],
    [
      ['family', '你奶奶看着好严格哈哈', '也就煮汤这事儿严格，别的你还没认错她就原谅了。'],
      ['work', '夜班你还会再上吗？', '冲着日出会的，冲着那台咖啡机的话，算了吧。'],
      ['change', '后悔离开城里吗？', '下雨的周末会后悔十分钟，然后狗要出门，就想起来为什么了。'],
    ],
  ),
]
