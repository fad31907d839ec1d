/** Text from people and models between tags that it cannot close. */
export function material(tag: string, text: string): string {
  const harmless = text.replace(new RegExp(`<(?=\\s*/?\\s*${tag})`, 'gi'), '‹');
  return `<${tag}>\n${harmless}\n</${tag}>`;
}
