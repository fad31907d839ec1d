import { describe, expect, it } from 'vitest';
import { MAX_TOPIC } from './start.ts';
import { topicOf } from './topic.ts';

describe('a message as a topic', () => {
  it('is the topic when it is short', () => {
    expect(topicOf('Should we\nmove the stand-up to 11?')).toEqual({ topic: 'Should we move the stand-up to 11?' });
  });

  it('gives its first sentence and keeps the whole as background', () => {
    const message = `Should we move the office? ${'The rent goes up and half of us stay at home. '.repeat(10)}`;
    expect(topicOf(message)).toEqual({ topic: 'Should we move the office?', context: message.trim() });
  });

  it('is cut between words where the first sentence is too long', () => {
    const { topic } = topicOf('word '.repeat(100));
    expect([...topic].length).toBeLessThanOrEqual(MAX_TOPIC);
    expect(topic).toMatch(/word…$/);
  });

  it('is cut also where there is no space', () => {
    const { topic } = topicOf('語'.repeat(500));
    expect([...topic].length).toBe(MAX_TOPIC);
  });
});
