import { describe, expect, it } from 'vitest';
import { agreementOpenings, opensWithAgreement } from './agreement.ts';
import { talk } from './talk.fixture.ts';

describe('opensWithAgreement', () => {
  it.each([
    'Yes, but who pays?',
    'yeah',
    'Well, um, I completely agree with Maria.',
    'I’d have to agree.',
    'Agreed. The numbers are clear.',
    'Agreed on the cost.',
    'Exactly—and the school is next door.',
    'Right, and then there is parking.',
    'Absolutely 👍',
    'That’s a really good point, Tom.',
    'Good point.',
    "You're absolutely right about rents.",
    'Maria is right: it costs too much.',
    'Anna Kim’s right.',
    '“Sure,” said nobody.',
    '**Totally.** We need it.',
    'Of course.',
    'Ja, das sehe ich auch so.',
    'Genau das meine ich.',
    'Da stimme ich dir voll und ganz zu.',
    'Ich stimme Anna zu, nur nicht bei den Kosten.',
    'Du hast völlig recht.',
    'Stimmt, daran habe ich nicht gedacht.',
    'Absolut!',
    'Oui, mais à quel prix ?',
    'Je suis tout à fait d’accord avec Luc.',
    "Tout à fait d'accord.",
    'Vous avez raison sur ce point.',
    'C’est vrai que le bus est cher.',
    'Exactement.',
    'Sí, claro.',
    'Estoy totalmente de acuerdo.',
    'Bueno, tienes toda la razón.',
    'Claro, pero ¿quién paga?',
    '¡Exacto!',
    'Es verdad que cuesta mucho.',
    '我同意你的看法，但是价格太高了。',
    '我也完全赞成。',
    '对，我也这么想。',
    '没错！',
    '你说得很对，不过要看成本。',
    '嗯，确实如此。',
    '我非常贊同。',
  ])('takes %j for agreement', (text) => {
    expect(opensWithAgreement(text)).toBe(true);
  });

  it.each([
    '',
    '…',
    'No, I agree with Tom on nothing.',
    "I don't agree.",
    'I disagree.',
    "We'll have to agree to disagree.",
    'I agree to disagree.',
    'Right now we have no money.',
    'Right? Or not?',
    'True believers will not mind.',
    'Absolutely not.',
    'Of course not.',
    'Right-wing voters will object.',
    'Exactly what does it cost?',
    'Yesterday I took the bus.',
    'Okra is a vegetable.',
    'What is right for us?',
    "You aren't right.",
    'Sure enough it failed.',
    'Agreeable as it sounds, no.',
    'Nein, genau das nicht.',
    'Stimmt nicht.',
    'Stimmt das?',
    'Ich stimme dem nicht zu.',
    'Na ja, ich weiß nicht.',
    'Jahrelang haben wir gewartet.',
    'Absolut nicht.',
    'Sie haben nicht recht.',
    "Je ne suis pas d'accord.",
    "Pas d'accord.",
    'Absolument pas.',
    'Bien sûr que non.',
    'Vous n’avez pas raison.',
    'Si pagamos más, perdemos.',
    'No estoy de acuerdo.',
    'No tienes razón.',
    'Por supuesto que no.',
    'Absolutamente no.',
    '我不同意。',
    '同意吗？',
    '对于价格我有疑问。',
    '对对方不公平。',
    '当然不。',
    '好的方面我不说。',
    `Nobody asked us. ${'We were told. '.repeat(20)}Yes, I agree.`,
  ])('does not take %j for agreement', (text) => {
    expect(opensWithAgreement(text)).toBe(false);
  });
});

describe('agreementOpenings', () => {
  it('is a share of the persona turns', () => {
    // personas: "I agree" yes, "No" no, "Yes" yes, "Why" no → 2/4; mod and @g do not count
    const turns = talk('mod: Yes, let us start.', 'a: I agree.', 'b: No.', '@g: Exactly!', 'c: Yes, and cheap.', 'a: Why?');
    expect(agreementOpenings(turns)).toBe(1 / 2);
  });

  it('is undefined without persona turns', () => {
    expect(agreementOpenings([])).toBeNull();
    expect(agreementOpenings(talk('mod: Yes.', '@g: Yes.'))).toBeNull();
  });
});
