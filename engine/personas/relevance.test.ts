import { describe, expect, it } from 'vitest';
import { library } from './library.ts';
import { relevanceOf } from './relevance.ts';

const ranked = (topic: string, context = '') => {
  const found = relevanceOf(topic, context, library);
  return [...library].sort((a, b) => (found.get(b.id)?.score ?? 0) - (found.get(a.id)?.score ?? 0)).map(({ id }) => id);
};

describe('relevanceOf', () => {
  it.each([
    ['Should our public transport be free?', 'christoph-brandt'],
    ['Should phones be banned in primary schools?', 'amina-yusuf'],
    ['A universal basic income', 'chioma-okafor'],
    ['Is music made by AI still music?', 'kwame-boateng'],
    ['Do we need self-driving lorries?', 'bruno-ferreira'],
    ['Rent control and landlords', 'farida-rahimi'],
    ['New packaging for a snack', 'hyun-ju-park'],
  ])('puts first who knows: %s', (topic, id) => {
    expect(ranked(topic)[0]).toBe(id);
  });

  it('says which of their topics it is', () => {
    const found = relevanceOf('Should vaccination be mandatory?', '', library).get('nokuthula-dlamini');
    expect(found).toEqual({ score: 1, knows: 'vaccination' });
  });

  it('reads the background too, below the topic', () => {
    expect(ranked('Our next product', 'It is about heat pumps and solar power.')[0]).toBe('rafael-nascimento');
    expect(ranked('Vaccination', 'It is about heat pumps and solar power.')[0]).toBe('nokuthula-dlamini');
    expect(relevanceOf('Our next product', 'Heat pumps.', library).get('rafael-nascimento')?.knows).toBeUndefined();
  });

  it('is 0 for all, and nobody knows, where no word is shared', () => {
    for (const topic of ['应该取消数学考试吗？', 'هل يجب منع السيارات؟', '', '?!', '2030']) {
      for (const { score, knows } of relevanceOf(topic, '', library).values()) expect([score, knows]).toEqual([0, undefined]);
    }
  });

  it('matches other scripts where the personas are written in them', () => {
    const chinese = library.slice(0, 3).map((one, i) => ({ ...one, id: `甲${i}`, knowledge: [i === 1 ? '学校教育' : '烹饪'] }));
    const found = relevanceOf('学校是否应该禁止手机？', '', chinese);
    expect([...found.values()].map(({ score }) => score)).toEqual([0, 1, 0]);
  });
});
