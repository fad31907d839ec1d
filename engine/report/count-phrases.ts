/**
 * How a sentence names a number of participants, by language. `find` matches the whole phrase with its noun; `said` is the
 * same phrase with the numbers that were counted. Only what speaks of the group itself: "three participants", not "three shops".
 */
export type CountPhrases = {
  find: RegExp;
  said(n: number, of: number): string;
  /** The numbers in a phrase, the part before the whole; none where it has only words like "most". */
  numbers(phrase: string): number[];
  /** Nobody is no number that a quote could show. */
  none: RegExp;
};

const numbersIn = (words: readonly string[]) => {
  const known = new Map(words.flatMap((forms, i) => forms.split('|').map((form) => [form, i + 1] as const)));
  return (phrase: string): number[] =>
    phrase
      .toLowerCase()
      .split(/\s+/u)
      .flatMap((word) => (/^\p{Nd}+$/u.test(word) ? Number(word.normalize('NFKC')) : (known.get(word) ?? [])));
};

const alternatives = (words: readonly string[]) => words.join('|');
const whole = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
const DIGITS = '\\p{Nd}{1,3}(?:\\s?%)?';

const EN = ['one|a single', 'two|both', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const enNumber = `(?:${DIGITS}|${alternatives(EN)})`;
const enSome =
  `(?:(?:nearly|almost|about|only|just|at least|at most|more than|over|roughly) )?(?:${enNumber}|an? (?:clear |large |small |slim )?(?:majority|minority)|` +
  'the (?:clear |vast |large )?majority|the rest|all(?: but \\p{L}+)?|most|many|several|some|(?:a )?few|(?:a )?half|a third|two thirds|a quarter|a number|a couple|none|neither|no|every|each)';
const enNoun =
  '(?:participants?|personas?|panell?ists?|speakers?|respondents?|attendees|discussants?|debaters|group members|members of the (?:group|panel)|' +
  'voices in the (?:room|group)|people (?:in|of) the (?:group|room|discussion)|of the (?:group|panel|room))';
const enActs =
  '(?:agree[sd]?|support(?:s|ed)?|favou?r(?:s|ed)?|opposed?|opposes|disagree[sd]?|objected|objects|voted?|votes|signed|moved|ended|felt|feels|thought|thinks|' +
  'wanted|wants|accept(?:s|ed)?|reject(?:s|ed)?|prefer(?:s|red)?|conclude[sd]?|saw|sees|shared|shares|changed|worried|worries|backed|backs|said|says|' +
  '(?:was|were|is|are) (?:all )?(?:in favou?r|against|for it|convinced|united|undecided|sceptical|skeptical|opposed|of one mind|agreed))';
const enPeople = '(?:people|persons|voices|women|men)';

const english: CountPhrases = {
  find: whole(
    [
      `${enSome}(?: out)?(?: of)?(?: the| these| those| all)?(?: ${enNumber})? ${enNoun}`,
      `${enSome} of (?:them|us)(?= (?:had |have |has |ultimately |finally |eventually |broadly |clearly |also |all )?${enActs}\\b)`,
      `${enNumber}(?: out)? of(?: the)? ${enNumber}(?: ${enPeople})?(?= ${enActs}\\b|[,.;:)]|$)`,
      `${enNumber} ${enPeople}(?= (?:who )?(?:all )?${enActs}\\b)`,
      `(?:everyone|everybody|nobody|no one|no-one|all|most|many|several|a majority|the majority|a minority|they all|the whole (?:group|room|panel)|the entire (?:group|room|panel))` +
        `(?: (?:here|in the (?:room|group)))?(?= (?:had |have |has |ultimately |finally |eventually |broadly |clearly |also |all )?${enActs}\\b)`,
      'unanimous(?:ly)?',
    ].join('|'),
  ),
  said: (n, of) => `${n} of ${of} participants`,
  numbers: numbersIn(EN),
  none: /^(?:none|neither|no|nobody|no-one)(?!\p{L})|unanimous/iu,
};

const DE = [
  'ein|eine|einer|einem|einen',
  'zwei|beide|beiden',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwölf',
];
const deNumber = `(?:${DIGITS}|${alternatives(DE)})`;
const deNoun =
  '(?:Teilnehm(?:er|ern|erin|erinnen|ende|enden|ender)|Personas?|Diskutant(?:en|in|innen)|Diskutierenden?|Befragten|Beteiligten?|Anwesenden|' +
  'Gruppenmitglieder[n]?|Mitglieder[n]? der (?:Gruppe|Runde)|(?:von |unter )ihnen|der (?:Gruppe|Runde))';
const german: CountPhrases = {
  find: whole(
    [
      `(?:fast |beinahe |nur |mindestens |rund )?(?:${deNumber}|(?:die |der )?(?:meisten|Mehrheit|Minderheit|Hälfte|Mehrzahl)|alle|allen|einige|mehrere|viele|wenige|manche|keine[rn]?|niemand)` +
        `(?: von| der| den| von den| unter den)?(?: ${deNumber})? ${deNoun}`,
      `${deNumber} von ${deNumber}(?=[,.;:)]|$| (?:stimm|woll|find|sind|waren|hab|hat|unterstütz|lehn))`,
      '(?:alle|die meisten|viele|niemand|keiner|die Mehrheit)(?= (?:sind sich|waren sich|ist|sind|waren|stimm|unterstütz|lehn|befürwort|hat|haben|ist sich|einigte|war)\\p{L}*)',
      'einstimmig|einhellig',
    ].join('|'),
  ),
  said: (n, of) => `${n} von ${of} Teilnehmenden`,
  numbers: numbersIn(DE),
  none: /^(?:kein|niemand)|einstimmig|einhellig/iu,
};

const FR = ['un|une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'];
const frNumber = `(?:${DIGITS}|${alternatives(FR)})`;
const frNoun = "(?:participante?s?|personas?|intervenante?s?|panélistes?|membres du groupe|d'entre (?:eux|elles)|du groupe)";
const french: CountPhrases = {
  find: whole(
    [
      `(?:presque |seulement |au moins )?(?:${frNumber}|tous|toutes|la plupart|la majorité|une majorité|une minorité|la moitié|plusieurs|certaine?s|quelques|beaucoup|aucune?)` +
        `(?: des| de| d'| les| sur)?(?: les| ces)?(?: ${frNumber})? ?${frNoun}(?: sur ${frNumber})?`,
      `${frNumber} sur ${frNumber}(?=[,.;:)]|$| (?:sont|veulent|ont|pensent|soutiennent|approuvent))`,
      '(?:tous|toutes|tout le monde|personne|la plupart|la majorité)(?= (?:sont|est|ont|a|soutien|approuv|pens|veul|n)\\p{L}*)',
      "(?:à l'unanimité|unanimement)",
    ].join('|'),
  ),
  said: (n, of) => `${n} participants sur ${of}`,
  numbers: numbersIn(FR),
  none: /^(?:aucun|personne)|unanim/iu,
};

const ES = ['uno|una|un', 'dos|ambos|ambas', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'];
const esNumber = `(?:${DIGITS}|${alternatives(ES)})`;
const esNoun = '(?:participantes?|panelistas?|integrantes|ponentes|miembros del grupo|de ell[oa]s|del grupo)';
const spanish: CountPhrases = {
  find: whole(
    [
      `(?:casi |solo |sólo |al menos )?(?:${esNumber}|tod[oa]s|la mayoría|una mayoría|una minoría|la mitad|vari[oa]s|algun[oa]s|much[oa]s|poc[oa]s|ningun[oa]|ningún)` +
        `(?: de)?(?: l[oa]s)?(?: ${esNumber})? ${esNoun}`,
      `${esNumber} de(?: l[oa]s)? ${esNumber}(?=[,.;:)]|$| (?:est|quier|apoy|pien|cree)\\p{L}*)`,
      '(?:todos|todas|nadie|la mayoría)(?= (?:est|quier|apoy|pien|cree|acord|coincid|vot)\\p{L}*)',
      'por unanimidad|unánimemente',
    ].join('|'),
  ),
  said: (n, of) => `${n} de ${of} participantes`,
  numbers: numbersIn(ES),
  none: /^(?:ningun|ningún|nadie)|unanim/iu,
};

const ZH_DIGITS = '一二三四五六七八九十';
const zhNumber = '(?:\\p{Nd}{1,3}|[一二两兩三四五六七八九十]{1,3})';
const zhNoun =
  '(?:参与者|參與者|与会者|與會者|参加者|參加者|发言者|發言者|讨论者|討論者|受访者|受訪者|嘉宾|嘉賓|小组成员|小組成員|成员|成員|角色)';
const zhValue = (text: string): number | undefined => {
  if (/^\p{Nd}+$/u.test(text)) return Number(text.normalize('NFKC'));
  const one = text.replace(/[两兩]/gu, '二');
  return one.length === 1 ? ZH_DIGITS.indexOf(one) + 1 : undefined;
};
const chinese: CountPhrases = {
  find: new RegExp(
    [
      `(?:${zhNumber}[位名个個]?${zhNoun}?(?:之?中|裡|里)(?:的|有)?)${zhNumber}[位名个個]?(?:人|${zhNoun})?`,
      `(?:几乎|幾乎|至少|只有)?(?:${zhNumber}|所有|全部|全体|全體|大多数|大多數|绝大多数|多数|多數|大部分|半数|半數|一半|几|幾|多|少数|少數|部分|每|没有|沒有)(?:[位名个個])?的?${zhNoun}`,
      '(?:所有人|每个人|每個人|大家|没有人|沒有人|多数人|多數人|大多数人|大多數人)(?=都|均|一致|同意|认为|認為|支持|反对|反對)',
      '一致(?=同意|认为|認為|支持|反对|反對|通过|通過)',
    ].join('|'),
    'gu',
  ),
  said: (n, of) => `${of}位参与者中的${n}位`,
  numbers(phrase) {
    const found = phrase.match(new RegExp(zhNumber, 'gu'))?.flatMap((text) => zhValue(text) ?? []) ?? [];
    return /[中裡里]/u.test(phrase) ? found.reverse() : found;
  },
  none: /^(?:没有|沒有|一致)/u,
};

const AR = [
  'واحد|أحد',
  'اثنان|اثنين',
  'ثلاثة|ثلاث',
  'أربعة|أربع',
  'خمسة|خمس',
  'ستة|ست',
  'سبعة|سبع',
  'ثمانية|ثمان',
  'تسعة|تسع',
  'عشرة|عشر',
];
const arNumber = `(?:${DIGITS}|${alternatives(AR)})`;
const arNoun = '(?:ال)?(?:مشارك(?:ين|ون|ات|ة|ان)?|متحدث(?:ين|ون)|حاضر(?:ين|ون)|أعضاء المجموعة|أفراد المجموعة)|منهم';
const arabic: CountPhrases = {
  find: whole(
    [
      `(?:${arNumber}|جميع|كل|كافة|معظم|أغلب|أغلبية|غالبية|نصف|بعض|عدة|عدد من|كثير من|لا أحد من)(?: من)?(?: أصل)?(?: بين)?(?: ${arNumber})? (?:${arNoun})`,
      `${arNumber} من (?:أصل )?${arNumber}(?=[،,.؛:)]|$)`,
      '(?:الجميع|لا أحد)(?= (?:وافق|اتفق|أيد|رفض|يؤيد|يوافق|متفق))',
      'بالإجماع',
    ].join('|'),
  ),
  said: (n, of) => `${n} من ${of} مشاركين`,
  numbers: numbersIn(AR),
  none: /^لا أحد|بالإجماع/u,
};

const HE = [
  'אחד|אחת',
  'שניים|שתיים|שני|שתי',
  'שלושה|שלוש',
  'ארבעה|ארבע',
  'חמישה|חמש',
  'שישה|שש',
  'שבעה|שבע',
  'שמונה',
  'תשעה|תשע',
  'עשרה|עשר',
];
const heNumber = `(?:${DIGITS}|${alternatives(HE)})`;
const hebrew: CountPhrases = {
  find: whole(
    [
      `(?:${heNumber}|כל|רוב|מרבית|חצי|כמה|חלק|אף אחד)(?: מתוך| מן| מ)?(?: ${heNumber})? ?(?:ה|מה)?(?:משתתפים|משתתפות|דוברים|נוכחים|חברי הקבוצה)`,
      `${heNumber} מתוך ${heNumber}(?=[,.;:)]|$)`,
      '(?:כולם|אף אחד לא)(?= (?:הסכימו|תמכו|התנגדו|מסכימים|תומכים|מתנגדים))',
      'פה אחד',
    ].join('|'),
  ),
  said: (n, of) => `${n} מתוך ${of} משתתפים`,
  numbers: numbersIn(HE),
  none: /^אף אחד|פה אחד/u,
};

export const countPhrases: readonly CountPhrases[] = [english, german, french, spanish, chinese, arabic, hebrew];

/** What speaks of ballots and signatures: those are counted in sections of their own. */
export const BALLOTS =
  /(?<!\p{L})(?:vote[sd]?|voting|ballots?|signed|signatures?|moved|changed (?:their|his|her) (?:minds?|positions?|votes?)|stimmten|Stimmzettel|abgestimmt|unterschrieb\p{L}*|voté|voter|signé|votaron|votó|firmaron|صوّ?ت|وقّع|הצביעו|חתמו)(?!\p{L})|投票|签署|簽署|改变了立场/iu;
