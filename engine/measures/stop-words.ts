import { foldCase } from '../formats/names.ts';

/** Words that say nothing of a topic, and how people agree and hold the floor in a talk. As they stand, and folded. */
const LISTS: readonly string[] = [
  'a about actually after again against agree agreed ah all almost also always am an and another any anybody anyone anything are ' +
    "aren't around as ask at away back be because been before being believe best better between both but by call came can can't cannot come " +
    "comes could couldn't day days did didn't do does doesn't doing don't done down each either else enough even ever every everybody everyone " +
    'everything exactly fact fair far feel few find fine first for from full get gets getting give gives go goes going gone good got great had ' +
    "happen happens hard has hasn't have haven't having he hear heard her here hers him his honest honestly how however i i'd i'll i'm i've if in " +
    "instead into is isn't it it's its itself just keep kind know last least less let let's like little long look looks lot lots made make makes " +
    'many matter may maybe me mean means might mind mine more most much must my myself need needed needs neither never new next no nobody none nor ' +
    'not nothing now of off often oh ok okay old on once one ones only or other others our ours out over own part people per perhaps percent person place ' +
    'point points possible pretty probably put question quite rather read real really reason right said same saw say saying says see seem seems seen ' +
    "sense several shall she should shouldn't show side simply since so some somebody someone something sometimes somewhere soon sort start still " +
    "such suppose sure take taken takes taking talk talking tell than that that's the their theirs them themselves then there there's these they " +
    "they're thing things think thinking this those though thought three through time times to today together told too took toward towards tried " +
    "true try trying turn two under understand until up upon us use used using usually very want wanted wants was wasn't way ways we we'd we'll " +
    "we're we've well went were weren't what what's whatever when where whether which while who who's whole whom whose why will wish with within " +
    "without won't word words work works would wouldn't wrong yeah year years yes yet you you'd you'll you're you've your yours",
  'aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beide beim bin bis bist da dabei dadurch dafür damit dann das ' +
    'dass davon dazu dein dem den denen denn der deren des deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du durch eben ehrlich ' +
    'ein eine einem einen einer eines einfach einmal er es etwas euch euer finde für ganz gar geht genau genug gerade gibt glaube gut habe haben hat ' +
    'hatte hätte hier ich ihm ihn ihnen ihr ihre ihren ihrer im immer in ins ist ja jede jeder jedes jetzt kann kannst kein keine keinen klar kommt ' +
    'können könnte leute mach machen macht mal man mehr mein meine meinen meiner meist mich mir mit muss müssen nach naja natürlich nein nicht nichts ' +
    'noch nun nur ob oder ohne paar recht richtig sage sagen sagt schon sehe sehr sein seine seinen seiner seit selbst sich sie sind so sogar soll ' +
    'sollte sollten sondern sonst stimmt trotzdem tun über um und uns unser unsere unter viel viele vielleicht vom von vor wann war wäre waren warum ' +
    'was weg weil weiter wenig wenn wer werden wie wieder will wir wird wirklich wissen wo wohl wollen worden wurde würde zu zum zur zwar zwischen',
  "ai ainsi alors après assez au aucun aussi autre autres aux avait avant avec avez avoir avons beaucoup bien bon c'est ça car ce cela celle celui ces " +
    'cet cette ceux chaque chez chose choses comme comment contre crois dans de déjà des deux dire dis dit dois doit donc dont du elle elles en encore ' +
    'entre est et étaient était été être eu eux fait faire fais faut gens il ils jamais je juste la là le les leur leurs lui ma mais me même mes mieux ' +
    'moi moins mon ne ni non nos notre nous on ont ou où oui par parce pas pense pendant peu peut peux plus plutôt pour pourquoi pouvez quand que quel ' +
    'quelle quelque quelques qui quoi rien sa sais sans se sera ses seulement si soi soit sommes son sont sous sur ta tant te tel tes toi ton toujours ' +
    'tous tout toute toutes très trop tu un une va vais vers veut veux voilà vois vos votre vous vrai vraiment y',
  'a ahora al algo algunos allí antes aquí así aún aunque bien bueno cada casi como cómo con contra creo cual cuando cuánto cosa cosas de decir del desde ' +
    'después dice dijo donde dónde dos durante e el él ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos está están estar estaba ' +
    'este esto estos estoy fue fueron gente ha había hace hacer hacia han hasta hay he hecho hemos igual incluso ir la las le les lo los luego más me mejor ' +
    'menos mi mientras mis misma mismo mucho muchos muy nada nadie ni no nos nosotros nunca o os otra otro otros para parece pero poco poder podemos por ' +
    'porque pues puede pueden puedo que qué quien quién quiere quiero sé sea según ser si sí sido siempre sin sino sobre solo sólo son soy su sus también ' +
    'tan tanto te tener tengo tiene tienen toda todas todo todos tu tú un una uno unos usted va vamos ver verdad vez voy y ya yo',
  '我们 我們 你们 你們 他们 他們 她们 她們 它们 咱们 大家 自己 别人 这个 這個 那个 那個 这些 這些 那些 这样 這樣 那样 这里 這裡 那里 什么 什麼 怎么 怎麼 怎样 ' +
    '为什么 為什麼 多少 哪里 哪些 谁的 因为 因為 所以 如果 要是 但是 可是 不过 不過 虽然 雖然 然后 然後 而且 或者 还是 還是 还有 還有 就是 也是 都是 不是 只是 ' +
    '可以 应该 應該 需要 必须 必須 能够 能夠 可能 会不会 没有 沒有 不会 不會 不能 不要 不想 不用 觉得 覺得 认为 認為 知道 看到 说的 說的 同意 赞成 贊成 反对 反對 ' +
    '一个 一個 一些 一点 一點 一下 一样 一樣 一直 一定 几个 非常 很多 许多 許多 不起 没错 沒錯 先从 先從 真的 其实 其實 确实 確實 当然 當然 已经 已經 现在 現在 时候 時候 之前 之后 之後 东西 東西 问题 問題 ' +
    '事情 起来 起來 出来 出來 这么 這麼 那么 那麼 至少 比较 比較 更加 对于 對於 关于 關於 只有 只要 除了 这种 這種 那种 那種 有人 有些 的话 的話 不同 怎么办 是否',
  'أن إن أو أم أي أنا أنت أنتم نحن هو هي هم هن هذا هذه هؤلاء ذلك تلك التي الذي الذين اللذان ما ماذا لماذا كيف متى أين من في على إلى عن مع بعد قبل عند حتى ' +
    'منذ خلال بين لكن لكنني لأن لأنه لأنها إذا لو كل بعض غير ليس ليست لا لم لن قد كان كانت يكون تكون سوف نعم أيضا فقط ثم حيث هناك هنا كما مثل جدا أكثر أقل ' +
    'يجب يمكن أعتقد أظن أرى أوافق أتفق صحيح شيء شيئا أحد واحد كنت كنا له لها لهم لنا لي به بها بهم بنا فيه فيها منه منها عليه عليها إليه عندما بدون دون نفس ' +
    'الآن اليوم دائما أبدا مرة الناس سيكون وهذا وهو وهي ولا وما ولكن',
  'אני אתה את אתם אנחנו הוא היא הם הן זה זאת זו אלה אלו של על עם אל לא כן גם רק אבל או אם כי מה מי איך למה מתי איפה כל כמו יותר פחות מאוד יש אין היה הייתה ' +
    'היו יהיה להיות צריך צריכים אפשר חושב חושבת מסכים מסכימה נכון אולי עוד כבר פה שם אז לכן בגלל בין אחרי לפני תחת בלי אחד אחת דבר דברים משהו הכל שלי שלך שלו ' +
    'שלה שלנו שלהם אותו אותה אותם לי לך לו לה לנו להם בו בה בהם ממש באמת אנשים',
];

export const STOP_WORDS: ReadonlySet<string> = new Set(
  LISTS.flatMap((list) => list.split(' ').flatMap((word) => [word, foldCase(word)])),
);
