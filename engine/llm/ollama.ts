import { z } from 'zod';

const tags = z.object({ models: z.array(z.object({ name: z.string() })) });

/** A local Ollama, when one runs: its OpenAI-compatible address, and the models that can talk, as it lists them. */
export async function findOllama(
  url = 'http://127.0.0.1:11434',
  timeoutMs = 300,
): Promise<{ baseUrl: string; models: string[] } | undefined> {
  const root = url.replace(/\/+$/, '');
  try {
    const response = await fetch(`${root}/api/tags`, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return undefined;
    const { models } = tags.parse(await response.json());
    return { baseUrl: `${root}/v1`, models: models.map(({ name }) => name).filter((name) => !/embed|bge-|minilm/i.test(name)) };
  } catch {
    return undefined;
  }
}
