/** The words of the labelled set. The two halves have their own people, deeds, places, talk, songs and languages' sentences. */
import type { Language } from '@video2roleplay/curation'
import type { Half } from './labelled.ts'

interface Words {
  who: string[]
  deed: string[]
  where: string[]
  detail: string[]
  /** Answers as people write them, whole. */
  talk: string[]
  /** Short answers that are whole without a full stop. */
  short: string[]
  /** Lines of a song, the refrain first; written for this set. */
  song: string[]
  refusals: string[]
  /** Begin like a refusal and are none. */
  nearRefusals: string[]
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const english: Record<Half, Words> = {
  tuning: {
    who: lines(`A woman in a yellow coat
      An elderly man with a straw hat
      A teenager in a school uniform
      A cook with rolled-up sleeves
      Two sisters in matching jackets`),
    deed: lines(`stirs a large pot of soup with a wooden spoon
      folds paper cranes one after another
      ties the laces of her running shoes
      waters a row of tomato plants
      holds a kitten close to the camera
      counts coins on a wooden counter`),
    where: lines(`in a narrow kitchen with green tiles
      at the edge of a foggy lake
      on the roof of an apartment block
      beside a crowded market stall
      in front of an old cinema`),
    detail: lines(`Steam rises and blurs the window behind.
      The light is warm and comes from the left.
      A radio stands on the shelf, its antenna bent.
      Somebody else's hand reaches in from the right.
      The floor is wet and reflects the lamps.
      A red bicycle leans against the wall.`),
    talk: lines(`Honestly I was so nervous, but the moment the music started I forgot everybody was watching.
      My grandmother taught me this when I was six, and she still says I use too much salt.
      We missed the last bus, so we walked home along the river and sang all the way.
      It took me three tries to get the dough right, and the first one went straight to the dog.
      I didn't plan to film this, my friend just pushed the camera into my hands.
      The climb was harder than it looks, my legs were shaking for two days.
      That noise is our neighbour's rooster, he has no idea what time it is.
      I bought the jacket second-hand for twelve euros and I have worn it ever since.`),
    short: [
      'Not yet',
      'Haha yes',
      'See you tomorrow',
      'About 3.5 km',
      'No idea tbh',
      'At 10:30',
      'Maybe next week (*^_^*)',
      'Dr. Lee did',
    ],
    song: lines(`Row the little boat tonight
      Past the harbour, past the pier
      Lanterns burning far and near
      Wind is calling, skies are clear
      Who will wave when we appear`),
    refusals: lines(`As an AI language model, I cannot describe the feelings of the person.
      I'm sorry, but I can't help with that request.
      The video does not show what happens after she leaves.
      I am unable to determine what the person is thinking.
      There is no information about the name of the dog in the description.
      Sorry, I cannot answer this question based on the caption.
      The image does not contain enough detail to answer that.
      I cannot provide personal details about the individual.
      I'm not able to identify the people in this clip.
      I apologize, but I am not able to continue with this conversation.
      This is not mentioned in the video.
      As a language model, I have no personal experience with cooking.`),
    nearRefusals: lines(`I'm sorry to hear about your cat, mine ran away once too.
      I can't help laughing every time I watch this part.
      I'm unable to say no to dumplings.
      Sorry, I was so tired that I forgot to reply!
      My dog does not show any fear of the vacuum cleaner.
      I can't believe you noticed the mug.
      I am not able to wake up before nine, ask anybody.
      I cannot thank you all enough for the kind words.
      As an artist I never know when a picture is finished.
      I must admit the second take was better.`),
  },
  measured: {
    who: lines(`A man with a grey beard
      A girl with two braids
      A young barista in a denim apron
      A fisherman in rubber boots
      A mother with a baby on her arm
      Three students in hoodies`),
    deed: lines(`opens a cardboard box and lifts out a pair of headphones
      paints a wooden fence with slow, even strokes
      throws a ball for a brown dog
      writes a list into a small notebook
      plays the first bars of a tune on a guitar
      pours milk into a cup and draws a leaf
      pushes a shopping cart full of pumpkins`),
    where: lines(`on a sunny balcony above the street
      in a garage full of tools
      on a pebble beach at low tide
      at a tram stop covered with posters
      in a bright studio with white walls
      under the bridge by the canal`),
    detail: lines(`Snow is falling outside, and the glass is fogged.
      A clock on the wall shows ten past four.
      Behind them a train passes without stopping.
      The table is covered with flour and egg shells.
      His shirt has a stain on the collar.
      A small dog watches from under the chair.
      The sky is turning orange at the horizon.`),
    talk: lines(`I found the place by accident when my phone died, and now I go there every single Sunday.
      You should have seen my father's face when the engine started again after eleven years.
      It rained the whole morning, which is why my hair looks like that, please don't ask.
      She gave me the recipe on the back of a receipt and I still have it in my wallet.
      We practised the last turn about forty times and of course I slipped on the day itself.
      Everything you see on the table was grown within two kilometres of this house.
      I'm wearing my brother's boots because mine are still full of sand from last week.
      The judge smiled at me before I had played a note, so I knew it would go well.
      Filming at dawn was my idea and I regretted it for about an hour.
      There were eleven of us in that tiny kitchen, and somehow nobody burned anything.`),
    short: [
      'Nope',
      'Right after lunch',
      'Only on weekends lol',
      'Around $4.99',
      'My aunt, a.k.a. the boss',
      'Since 2019',
      'ikr _(:з」∠)_',
      'St. Petersburg, 5 a.m.',
      'Kinda, yeah',
      'Two, maybe three',
    ],
    song: lines(`Oh the morning takes its time
      Coffee cold and shoes untied
      Every window open wide
      Somebody laughing outside
      Nothing here I need to hide
      Take the slow road, take the ride`),
    refusals: lines(`I'm sorry, I can't assist with identifying real people.
      As a large language model, I don't have access to the footage.
      The clip does not demonstrate how the dish is finished.
      I cannot determine her age from the description.
      The caption does not specify where the market is.
      I am unable to provide an answer, since the scene is unclear.
      There is not enough information to say why he left.
      I am an AI and cannot taste food.
      I'm not able to view the video directly.
      The name of the street is not specified in the description.
      I must decline to speculate about the person's health.
      The footage doesn't show the end of the race.
      I do not have the ability to watch videos.
      Unfortunately, the summary does not mention what he paid.
      Hard to say, nothing in this clip gives that away.
      My training does not include information about this person.
      From the provided frames it is impossible to tell who is speaking.`),
    nearRefusals: lines(`I'm sorry, but I laughed so hard when the cake fell!
      I can't stand the smell of that paint, I had to open every window.
      I am unable to parallel park, everybody in my family knows it.
      Sorry for the shaky camera, my hands were freezing.
      My face does not show it, but I was terrified.
      I cannot wait to go back there in spring.
      As a teacher I hear that question every day.
      I'm not able to sit still, never was.
      There is no sugar in it at all, just dates.
      I don't have the patience for knitting, my sister does.
      The photo on the wall shows my grandfather at twenty.
      I can't see without my glasses, so I walked straight past him.`),
  },
}

const chinese: Record<Half, Words> = {
  tuning: {
    who: lines(`一位穿黄色外套的女人
      一个戴草帽的老人
      一个穿校服的少年
      一位卷起袖子的厨师`),
    deed: lines(`用木勺搅动一大锅汤
      一个接一个地折纸鹤
      给一排番茄浇水
      把一只小猫抱到镜头前
      在木柜台上数硬币`),
    where: lines(`站在铺着绿色瓷砖的小厨房里
      站在雾气弥漫的湖边
      坐在居民楼的天台上
      站在拥挤的市场摊位旁`),
    detail: lines(`蒸汽升起来，窗户变得模糊。
      光线很暖，从左边照过来。
      架子上放着一台收音机，天线弯了。
      右边伸进来另一个人的手。
      地面是湿的，倒映着灯光。`),
    talk: lines(`其实我特别紧张，但是音乐一响我就忘了大家都在看我。
      这是我六岁的时候外婆教我的，她到现在还说我盐放多了。
      我们错过了末班车，所以沿着河一路唱着歌走回家。
      面团我试了三次才成功，第一次的直接给狗吃了。
      爬上去比看起来难多了，我的腿抖了两天。`),
    short: ['还没呢', '哈哈哈是的', '明天见', '大概3.5公里', '2024年买的', '十点半吧', '下周吧(*^_^*)'],
    song: lines(`今夜划起小小的船
      经过码头经过岸边
      灯火点点近又远
      风在呼唤天很蓝
      谁会挥手等我们出现`),
    refusals: lines(`作为一个AI语言模型，我无法描述这个人的感受。
      抱歉，我无法回答这个问题。
      视频没有展示她离开之后发生了什么。
      我无法确定这个人在想什么。
      描述中没有提到狗的名字。
      作为人工智能，我没有个人经历。
      对不起，我不能提供这个人的信息。
      没有足够的信息来回答这个问题。`),
    nearRefusals: lines(`抱歉回复晚了，昨天实在太累了！
      我无法拒绝饺子，谁能呢？
      对不起大家，视频有点抖，手都冻僵了。
      我的狗从来没有表现得这么乖。
      作为一个妈妈，我每天都听到这个问题。
      我不能再吃了，真的太饱了。`),
  },
  measured: {
    who: lines(`一个留着灰胡子的男人
      一个扎着两条辫子的女孩
      一位穿牛仔围裙的年轻咖啡师
      一个穿胶靴的渔夫
      三个穿连帽衫的学生`),
    deed: lines(`打开纸箱，拿出一副耳机
      慢慢地给木栅栏刷漆
      给一只棕色的狗扔球
      在小本子上写清单
      用吉他弹出一段旋律
      推着装满南瓜的购物车`),
    where: lines(`坐在街道上方阳光充足的阳台
      站在堆满工具的车库里
      走在退潮后的石子海滩
      等在贴满海报的电车站
      待在白墙的明亮工作室里`),
    detail: lines(`外面在下雪，玻璃上起了雾。
      墙上的钟指向四点十分。
      身后一列火车开过，没有停。
      桌上全是面粉和蛋壳。
      他的衬衫领口有一块污渍。
      一只小狗在椅子下面看着。`),
    talk: lines(`我手机没电了才偶然发现那个地方，现在每个星期天都去。
      十一年之后发动机又响起来的时候，你真该看看我爸的表情。
      整个上午都在下雨，所以我的头发才那样，别问了。
      她把菜谱写在小票背面给我，我到现在还放在钱包里。
      最后那个转身我们练了四十多遍，结果当天我还是滑倒了。
      桌上的东西都是在离家两公里以内种出来的。`),
    short: [
      '没有没有',
      '吃完午饭就去',
      '只有周末啦',
      '四块九毛九',
      '从2019年开始',
      '我姨，也就是老板',
      '懂的都懂_(:з」∠)_',
      '两个吧，也许三个',
    ],
    song: lines(`早晨慢慢地走过来
      咖啡凉了鞋带散开
      每一扇窗都打开
      有人在外面笑起来
      没有什么要躲开`),
    refusals: lines(`很抱歉，我不能协助识别真实人物。
      作为一个大语言模型，我没有观看视频的能力。
      视频中没有显示这道菜是怎么完成的。
      我无法判断她的年龄。
      描述中没有说明市场在哪里。
      我是一个人工智能，尝不到味道。
      对不起，我无法提供这方面的内容。
      画面中没有显示比赛的结局。
      视频并没有提到他付了多少钱。
      我无法观看视频内容，因此不能回答。
      这个问题超出了我的能力范围。
      仅凭这些画面很难判断。`),
    nearRefusals: lines(`不好意思，蛋糕掉下来的时候我笑得停不下来！
      我受不了那个油漆的味道，只好把窗户全打开。
      我没有耐心织毛衣，我姐姐有。
      我的脸上没有表现出来，其实我怕得要命。
      作为一名老师，这个问题我天天听到。
      我不能没有咖啡，一天都不行。
      墙上的照片是我爷爷二十岁的时候。
      里面没有糖，全是红枣。`),
  },
}

export const words: Record<Language, Record<Half, Words>> = { en: english, zh: chinese }

/** Sentences in languages that a data set in English or Chinese does not want. */
export const foreign: Record<Half, string[]> = {
  tuning: lines(`Ich habe das Rezept von meiner Oma und koche es jeden Sonntag.
    Je suis rentrée tard hier soir et il pleuvait encore.
    Compré la chaqueta en el mercado por muy poco dinero.
    Perdemos o último autocarro e fomos a pé para casa.
    Non avevo mai visto tanta neve in vita mia.
    Saya belajar resep ini dari nenek saya waktu kecil.
    Это мой брат, он всегда смеётся перед камерой.
    昨日は雨だったので、家でケーキを焼きました。
    친구가 갑자기 카메라를 들이대서 깜짝 놀랐어요.`),
  measured: lines(`Wir sind einfach losgefahren, ohne zu wissen wohin.
    Das war der schönste Tag des ganzen Sommers, ehrlich.
    On a répété le dernier tour au moins quarante fois.
    Ma sœur m'a prêté ses bottes parce que les miennes étaient mouillées.
    Lo encontré por casualidad cuando me quedé sin batería.
    Éramos once en aquella cocina tan pequeña.
    O meu pai ficou sem palavras quando o motor pegou.
    Ho comprato tutto al mercato sotto casa.
    We hebben de hele ochtend in de regen gestaan.
    Kami naik kereta pagi supaya sampai sebelum matahari terbit.
    Hôm qua trời mưa nên chúng tôi ở nhà nấu ăn.
    Вчера мы весь день чинили старый велосипед.
    公園で犬と遊んでから、カフェでコーヒーを飲みました。
    写真を撮るのが好きなので、毎朝早く起きます。
    제가 직접 만든 빵인데 생각보다 맛있었어요.
    كنت متعبا جدا لكن الحفل كان رائعا.
    Muy bien, gracias.
    Ja klar, morgen früh.
    Pas mal du tout !
    Wo ye bu zhi dao, zhen de.
    Boh, non lo so.`),
}

/** Right, though they look foreign. */
export const rightThoughForeign: Record<Half, Record<Language, string[]>> = {
  tuning: {
    en: [
      'We met at the café in Orléans, déjà vu!',
      'hahaha stoppp',
      'Dumplings!',
      'The sign said 出口 so we left there.',
      'Naïve, moi? Never, I swear.',
    ],
    zh: [
      '我买了一个 iPhone 手机壳',
      'OK，那就这样吧，明天见',
      '在の店里买的，很便宜',
      'hhhh笑死我了',
      '用的是 Adobe Premiere 剪的，很快',
    ],
  },
  measured: {
    en: [
      'Zhang Wei and Li Na came too, then Kenji.',
      'We had crème brûlée and jalapeño poppers, wild combo.',
      'omg yesss',
      'Tokyo, Osaka, Kyoto, Nara, in that order.',
      'My abuela made it, she calls it sopa de lima.',
      "It says 拉面 on the door, you can't miss it.",
      'https://example.org/ich/bin/ein/pfad is the link',
      'Guten Morgen is all I can say in German.',
    ],
    zh: [
      '这首歌叫 Take the Slow Road，超好听',
      '我们去了 Shibuya，人超多',
      'vlog 用 DJI Pocket 拍的',
      '哈哈哈哈哈 yyds',
      '喝了两杯 latte，一点都不困',
      '去了东京の拉面店，排队一小时',
      'OMG 我也是这么想的',
    ],
  },
}
