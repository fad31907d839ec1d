/** Numbers and amounts as people read them. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export const integer = (n: number): string => whole.format(n);
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const plural = (n: number, one: string, many = `${one}s`): string => `${integer(n)} ${n === 1 ? one : many}`;
/** Three figures that count, without zeros at the end. */
export const figure = (value: number): string => String(Number(value.toFixed(4)) === 0 ? 0 : Number(value.toPrecision(3)));
/** On one line, with single spaces. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
export const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** US dollars; amounts under ten cents with what can still be told apart. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < 0.0001) return 'less than $0.0001';
  if (amount > 0 && amount < 0.1) return `$${amount.toFixed(4).replace(/0{1,2}$/, '')}`;
  return `$${amount.toFixed(2)}`;
}

/** In the place of words of a persona that quote what was not said. */
export const WITHHELD = 'left out, because it quotes words that nobody said.';
