/**
 * How turns that agree begin, by language; sources of regular expressions, matched without case against text with straight
 * apostrophes and single spaces. A refusal that begins alike ("absolutely not", "stimmt nicht") must not match.
 */
export type Openers = {
  /** May stand before it: "Well, yes". */
  fillers: readonly string[];
  /** Agreement whatever follows. */
  open: readonly string[];
  /** Agreement only where the clause ends after it: "Right, but …", not "Right now". */
  alone: readonly string[];
};

/** Any word, with the space behind it, that does not turn the phrase round. */
const word = "(?:(?!(?:nicht|kein|keinem|nie|pas|jamais|no|nunca|not|never) )[\\p{L}'-]+ )";

const enAdverb =
  '(?:(?:also|do|fully|completely|totally|strongly|really|definitely|absolutely|wholeheartedly|entirely|very much|mostly|' +
  'largely|generally|broadly|partly|certainly|actually|quite|so|would|must|have to|can only|tend to) )';
const notName =
  '(?:what|who|which|where|it|nothing|nobody|no|not|neither|none|never|one|if|whether|maybe|perhaps|everything|price)';

export const english: Openers = {
  fillers: ['oh', 'ah', 'um', 'uh', 'erm', 'hmm?', 'mm+', 'well', 'so', 'and'],
  open: [
    'yes',
    'yeah',
    'yep',
    'yup',
    'ok(?:ay)?',
    'mm-?hmm?',
    'uh-huh',
    `(?:i|we)(?:'d)? ${enAdverb}{0,3}agree(?! to disagree)`,
    `${enAdverb}agreed?`,
    'agreed (?:with|that|on)',
    "i couldn't agree more",
    "i'm (?:all )?with you",
    `(?:(?:you|they)(?:'re| are)|(?:he|she|that)(?:'s| is)|(?!${notName} )[\\p{L}-]+(?: [\\p{L}-]+)?(?:'s| is)) ` +
      `${enAdverb}?right(?! (?:now|here|there|after|before))`,
    `that(?:'s| is) ${enAdverb}?(?:true|correct|it exactly)`,
    "(?:that(?:'s| is) )?(?:a )?(?:very |really )?(?:good|great|fair|excellent|valid) point",
    "you(?:'ve got| have| make) a (?:good |great |fair |valid )?point",
    'fair enough',
    'exactly right',
    'so true',
    'very true',
    'same here',
    'me too',
    'of course(?! not)',
    '(?:that )?makes sense',
    'i think so too',
    "i share (?:your|that|this|his|her|their|[\\p{L}-]+'s)",
  ],
  alone: [
    'right',
    'true',
    'sure',
    'exactly',
    'absolutely',
    'definitely',
    'totally',
    'precisely',
    'agreed',
    'correct',
    'indeed',
    'certainly',
    'same',
  ],
};

export const german: Openers = {
  fillers: ['ach', 'ähm?', 'hmm?', 'na ja', 'naja', 'nun', 'also', 'und', 'oh'],
  open: [
    'ja',
    'jawohl',
    'genau(?! genommen)',
    '(?:das )?stimmt(?! (?:(?:so|gar|überhaupt|ja|einfach) )?nicht| das| es)',
    `(?:ich|da|dem|dir|ihnen|euch|hier) stimme ${word}{0,6}zu`,
    `(?:ich|da|dem|dir|ihnen|euch) kann ${word}{0,4}zustimmen`,
    `(?:(?:da )?(?:hast du|haben sie|habt ihr)|du hast|sie haben|ihr habt|(?!niemand )[\\p{L}-]+ hat) ${word}{0,2}recht`,
    '(?:das )?sehe ich (?:ganz )?(?:genauso|genau so|auch so|ähnlich|ebenso)',
    'ich sehe das (?:ganz )?(?:genauso|genau so|auch so|ähnlich|ebenso)',
    `(?:ich bin ${word}{0,1}|ganz |voll )?einverstanden`,
    '(?:da )?bin ich (?:ganz |voll )?bei (?:dir|ihnen|euch)',
    'ich bin (?:ganz |voll )?(?:bei (?:dir|ihnen|euch)|(?:deiner|ihrer|derselben) meinung)',
    'guter punkt',
    'gutes argument',
    'das ist (?:wahr|richtig|ein guter punkt)',
    'na klar',
    'auf jeden fall',
  ],
  alone: ['klar', 'natürlich', 'richtig', 'absolut', 'definitiv', 'eben', 'sicher', 'gewiss'],
};

const frAdverb = '(?:(?:tout à fait|entièrement|complètement|totalement|pleinement|plutôt|assez|bien|parfaitement) )';

export const french: Openers = {
  fillers: ['ah', 'oh', 'eh bien', 'ben', 'bah', 'euh', 'alors', 'bon', 'et'],
  open: [
    'oui',
    'ouais',
    `(?:(?:moi aussi )?je suis )?${frAdverb}?d'accord`,
    "c'est (?:bien |très |tellement |tout à fait )?(?:vrai|exact)",
    `(?:tu as|vous avez|(?!personne )[\\p{L}-]+ a) ${frAdverb}?raison`,
    'bien sûr(?! que non)',
    'tout à fait',
    'effectivement',
    'en effet',
    `je partage ${word}{0,2}(?:l')?(?:avis|analyse|opinion|point de vue|constat|inquiétude)`,
    'je pense comme (?:toi|vous)',
    'moi aussi',
    'bonne remarque',
  ],
  alone: ['exactement', 'absolument', 'évidemment', "c'est ça", "c'est juste", 'exact', 'vrai', 'pareil'],
};

const esAdverb = '(?:(?:totalmente|completamente|plenamente|absolutamente|bastante|muy) )';

export const spanish: Openers = {
  fillers: ['ah', 'oh', 'eh', 'bueno', 'pues', 'mm+', 'y'],
  open: [
    'sí',
    `(?:(?:yo )?(?:también )?estoy )?${esAdverb}?de acuerdo`,
    `(?:(?!(?:no|nadie) )[\\p{L}-]+ )?(?:tienes|tiene|tenéis|tienen) (?:toda la |mucha )?razón`,
    '(?:eso )?es (?:muy )?(?:verdad|cierto)',
    'claro que sí',
    'desde luego(?! que no)',
    'por supuesto(?! que no)',
    'efectivamente',
    'así es',
    'coincido',
    'concuerdo',
    'yo también',
    '(?:opino|pienso) lo mismo',
    `comparto ${word}{0,2}(?:opinión|idea|preocupación|punto de vista)`,
    'buen punto',
    'sin duda',
  ],
  alone: ['claro', 'exacto', 'exactamente', 'cierto', 'correcto', 'vale', 'totalmente', 'absolutamente', 'verdad'],
};

export const arabic: Openers = {
  fillers: ['آه', 'حسنا', 'طيب', 'والله', 'إذن'],
  open: [
    'نعم',
    'أجل',
    'بلى',
    '(?:أنا )?(?:أوافق(?:ك|كم|ه|ها)?|أتفق)(?! على أن نختلف)',
    '(?:أنا )?(?:موافق|موافقة|متفق|متفقة)',
    'معك حق|(?:أنت|أنتِ) (?:محق|محقة|على حق)|[\\p{L}]+ (?:محق|محقة|على حق)',
    'هذا (?:صحيح|صواب)',
    'بالتأكيد(?! لا)|بالطبع(?! لا)|طبعا(?! لا)|بالضبط|بلا شك|فعلا',
    '(?:كلام|نقطة) (?:سليم|جيدة|ممتازة|صحيح)',
    'وأنا كذلك|وأنا أيضا',
  ],
  alone: ['صحيح', 'تماما', 'أكيد', 'صح'],
};

export const hebrew: Openers = {
  fillers: ['אה', 'נו', 'טוב', 'אז', 'אוקיי'],
  open: [
    'כן',
    '(?:אני )?(?:לגמרי |מאוד |גם )?מסכימ?(?:ה|ם)?(?! שלא)',
    'מסכים',
    'את(?:ה)? צודקת?|[\\p{L}]+ צודק(?:ת)?',
    'זה נכון',
    'בהחלט(?! לא)|בוודאי(?! לא)|כמובן(?! שלא)|בדיוק|ללא ספק',
    'נקודה (?:טובה|מצוינת)',
    'גם אני',
  ],
  alone: ['נכון', 'ברור', 'לגמרי', 'בטח'],
};

/** Simplified and traditional. Words are not set apart, so `open` here needs no end of a word behind it. */
export const chinese: Openers = {
  fillers: ['嗯+', '哦', '噢', '啊', '呃', '那'],
  open: [
    '(?:我们?|我們)?(?:也|都|很|完全|非常|十分|基本上?){0,2}(?:同意|赞同|贊同|赞成|贊成|认同|認同)(?![吗嗎的])',
    '没错|沒錯',
    '是的|是啊',
    '[对對](?:[对對](?![方手象])|啊|呀)',
    '(?:(?![谁誰不])[\\p{Script=Han}]{1,4})?[说說](?:得|的)(?:很|太|非常|都|也)?(?:[对對好]|没错|沒錯|有道理)',
    '(?:很|非常|挺)?有道理',
    '[确確][实實]|的[确確]',
    '我也(?:是)?(?:这么|这样|這麼|這樣)(?:想|认为|認為|觉得|覺得)',
    '当然(?!不)|當然(?!不)',
  ],
  alone: ['[对對]的?', '是', '好的?', '行', '可以'],
};
