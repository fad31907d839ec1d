/** The name of a field as a form has it: `yearsOfExperience` is "Years of experience". */
export function labelOf(field: string): string {
  const words = field.replace(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
