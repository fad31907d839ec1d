import { normalise } from '../text.ts';

/**
 * What a turn does, told by words that stand for it: a list cannot know what is meant, but it reads every turn alike. English,
 * German, French, Spanish, Chinese, Arabic and Hebrew; matched without case, as whole words where words are set apart.
 */
type Signs = { spaced: readonly string[]; unspaced?: string };

const reason: Signs = {
  spaced: [
    "because|since (?:the|we|they|it|i|you|there|my|our)|therefore|thus|hence|due to|thanks to|as a result|that(?:'s| is) why|the reason|which means|so that|otherwise|leads? to|means that",
    'weil|denn|deshalb|darum|daher|deswegen|wegen|sonst|dadurch|damit|somit|führt (?:dazu|zu)|der grund',
    "parce que?|parce qu'|puisque|donc|c'est pourquoi|à cause|grâce à|sinon|afin que|du coup|la raison",
    'porque|ya que|puesto que|por eso|debido a|gracias a|por lo tanto|así que|de lo contrario|para que|la razón',
    '[وف]?(?:لأن(?:ه|ها|هم|نا|ني|ك)?|بسبب|لذلك|لهذا|وإلا|حتى (?:لا|يكون|نتمكن)|مما|نتيجة)',
    'כי|בגלל|לכן|משום ש|מפני ש|לפיכך|אחרת|הסיבה',
  ],
  unspaced: '因为|因為|所以|由于|由於|因此|否则|否則|导致|導致|原因|才能|以便',
};

const example: Signs = {
  spaced: [
    'for (?:example|instance)|e\\.g\\.|such as|last (?:year|month|week|winter|summer|time)|when i (?:was|worked|had|did|took|started|lived|tried|ran)|in my (?:shop|school|case|job|work|town|city|street|experience|office|village|company|class|family|practice|day)|at my (?:shop|school|job|work|office|company)|my (?:neighbou?r|sister|brother|mother|father|son|daughter|boss|team|students?|customers?|patients?|colleagues?|friends?|clients?|class|shop)|i (?:once|remember)|a friend of mine|take (?:the|my|our)',
    'zum beispiel|beispielsweise|z\\. ?b\\.|etwa (?:wenn|in|bei)|letzte[snmr]? (?:jahr|monat|woche|winter|sommer|mal)|als ich|bei (?:mir|uns)|in mein(?:em|er) (?:laden|schule|fall|arbeit|stadt|straße|betrieb|dorf|firma|klasse|familie)|mein(?:e|em|en|er)? (?:nachbar\\p{L}*|schwester|bruder|mutter|vater|sohn|tochter|chef\\p{L}*|team|schüler\\p{L}*|kund\\p{L}*|patient\\p{L}*|kolleg\\p{L}*|freund\\p{L}*)',
    "par exemple|comme (?:quand|lorsque)|l'(?:an|année|hiver|été) derni(?:er|ère)|quand j'(?:étais|ai|avais)|chez (?:moi|nous)|dans m(?:on|a) (?:magasin|école|cas|travail|ville|rue|village|entreprise|classe|famille)|m(?:on|a|es) (?:voisin\\p{L}*|sœur|frère|mère|père|fils|fille|chef\\p{L}*|équipe|élèves?|clients?|patients?|collègues?|amis?)",
    'por ejemplo|el (?:año|mes|invierno|verano) pasado|la semana pasada|cuando (?:yo )?(?:era|trabajaba|tenía|estaba|empecé)|en mi (?:tienda|escuela|caso|trabajo|ciudad|calle|pueblo|empresa|clase|familia|barrio)|mis? (?:vecin\\p{L}*|hermana|hermano|madre|padre|hijo|hija|jef\\p{L}*|equipo|alumn\\p{L}*|clientes?|pacientes?|coleg\\p{L}*|amig\\p{L}*)',
    '(?:على سبيل المثال|مثلا|عندما كنت|في (?:متجري|مدرستي|عملي|مدينتي|شارعي|قريتي|شركتي|عيادتي|صفي|حيي)|(?:العام|الشهر|الأسبوع|الشتاء|الصيف) الماضي|السنة الماضية|جاري|جارتي|أختي|أخي|أمي|أبي|ابني|ابنتي|زبائني|طلابي|مرضاي|زملائي|صديقي|صديقتي)',
    'למשל|לדוגמה|לדוגמא|כאשר הייתי|כשהייתי|בשנה שעברה|בחודש שעבר|אצלי|אצלנו|(?:השכן|השכנה|אחותי|אחי|אמי|אבי|הבן שלי|הבת שלי|הלקוחות שלי|התלמידים שלי)',
  ],
  unspaced:
    '比如|例如|譬如|举个例子|舉個例子|去年|上个月|上個月|上周|上週|我(?:家|店|公司|学校|學校|妈妈|媽媽|爸爸|姐姐|妹妹|哥哥|弟弟|儿子|兒子|女儿|女兒|邻居|鄰居|同事|朋友|学生|學生|客户|客戶|病人)|我(?:以前|曾经|曾經|记得|記得)',
};

const figure: Signs = {
  spaced: [
    'half|a third|two thirds|a quarter|twice|double|dozens?|hundreds?|thousands?|millions?|billions?|per ?cent',
    'hälfte|drittel|viertel|doppelt|dutzend|hundert\\p{L}*|tausend\\p{L}*|million\\p{L}*|milliard\\p{L}*|prozent',
    'moitié|un tiers|un quart|double|douzaine|centaines?|milliers?|millions?|milliards?|pour ?cent',
    'mitad|un tercio|un cuarto|el doble|docena|cientos|miles de|millones|por ciento',
    '(?:ال)?نصف|ثلث|ربع|ضعف|مئات|آلاف|ملايين|مليون|مليار|(?:في|ب)المئة|بالمائة',
    'חצי|שליש|רבע|כפול|מאות|אלפים|מיליון|מיליארד|אחוז(?:ים)?',
  ],
  unspaced: '一半|百分之|[一二两兩三四五六七八九十百]+(?:成|倍|百|千|万|萬|亿|億)|\\p{Nd}|三分之',
};

const proposal: Signs = {
  spaced: [
    "we (?:should|could|need to|might|ought to|can)|let(?:'s| us)|why (?:not|don't we)|what if|how about|what about|i(?:'d| would) (?:suggest|propose|start|try|rather|begin|add|make|keep|put)|i (?:suggest|propose|recommend)|(?:my|one) (?:suggestion|proposal|idea)|they (?:should|could)|(?:should|could) (?:start|try|be|have|begin|keep|offer|pay|get|run|use)|start with|begin with|try it|a (?:trial|pilot)|instead of",
    'wir (?:sollten|könnten|müssten|brauchen)|lass(?:t)? uns|lassen sie uns|warum nicht|wie wäre (?:es|das)|was wäre,? wenn|ich (?:schlage|würde) (?:vor|vorschlagen|anfangen|lieber)|ich schlage|mein vorschlag|man (?:sollte|könnte|müsste)|(?:sollte|könnte)n? (?:man|wir|die|der|das|sie)|anfangen mit|ein (?:versuch|pilot\\p{L}*|probejahr)|stattdessen|statt',
    'on (?:devrait|pourrait|doit)|nous (?:devrions|pourrions|devons)|pourquoi (?:ne )?pas|et si|je (?:propose|suggère|proposerais)|ma proposition|il (?:faudrait|faut)|commen(?:çons|cer) par|un (?:essai|pilote)|au lieu de|plutôt que',
    'deberíamos|podríamos|debemos|por qué no|y si|qué tal si|propongo|sugiero|mi propuesta|habría que|hay que|empe(?:cemos|zar) (?:por|con)|un (?:ensayo|piloto)|en (?:vez|lugar) de',
    '[وف]?(?:يجب (?:أن|علينا)|ينبغي|علينا أن|يمكننا|لماذا لا|ماذا لو|أقترح|اقتراحي|لنبدأ|دعونا|من الأفضل|بدلا من|تجربة لمدة)',
    'צריך ל\\p{L}*|כדאי|אולי נ\\p{L}*|אפשר ל\\p{L}*|מה אם|אני מציע(?:ה)?|ההצעה שלי|בואו|נתחיל|במקום|פיילוט',
  ],
  unspaced:
    '我们(?:应该|可以|需要)|我們(?:應該|可以|需要)|不如|要不|何不|为什么不|為什麼不|建议|建議|提议|提議|最好|先(?:从|從|试|試|做)|试点|試點|而不是',
};

const condition: Signs = {
  spaced: [
    'if|unless|only (?:if|when|where)|provided|as long as|on condition|depends on|except (?:if|when|where)|so long as',
    'wenn|falls (?:wir|ihr|die|das|der|es|ich|sie|man|jemand|nicht)|sofern|nur (?:wenn|dann)|solange|vorausgesetzt|es sei denn|kommt darauf an|hängt davon ab',
    "si|s'(?:il|ils)|à condition|pourvu que|tant que|sauf si|à moins que|dépend",
    'si|siempre que|a menos que|con la condición|mientras (?:que|se|no)|salvo que|depende',
    '[وف]?(?:إذا|لو|بشرط|شرط أن|طالما|إلا إذا|يعتمد على|ما دام)',
    'אם|בתנאי|רק אם|כל עוד|אלא אם|תלוי',
  ],
  unspaced: '如果|要是|假如|除非|只要|前提|取决于|取決於|的话|的話',
};

const matcher = ({ spaced, unspaced }: Signs): RegExp => {
  const whole = `(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`;
  return new RegExp(unspaced ? `${whole}|${unspaced}` : whole, 'iu');
};

const patterns = {
  reason: matcher(reason),
  example: matcher(example),
  figure: matcher(figure),
  proposal: matcher(proposal),
  condition: matcher(condition),
};

/** What is looked for at the most in a turn: longer ones are read so far. */
const READ = 20_000;

const has = (sign: keyof typeof patterns) => (text: string) => patterns[sign].test(normalise(text.slice(0, READ)));
const hasReason = has('reason');
const hasExample = has('example');
const hasFigure = has('figure');
const hasProposal = has('proposal');
const hasCondition = has('condition');

/** A reason, an example or a number is given. */
export const isGrounded = (text: string): boolean => hasReason(text) || hasExample(text) || hasFigure(text);
/** Something is proposed, or a condition is put. */
export const isBuilding = (text: string): boolean => hasProposal(text) || hasCondition(text);
