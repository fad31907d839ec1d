import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button, Select, View } from '../../view.ts';
import { customIdOf } from './custom-id.ts';
import { cut } from './cut.ts';
import { webAddress } from './inline.ts';

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** The controls of a view: at most five rows of five. */
export function componentsOf({ buttons = [], select }: View): Row[] {
  const rows = buttons.map((row) => row.flatMap((button) => buttonOf(button) ?? []).slice(0, 5));
  return [...(select && select.choices.length > 0 ? [[selectOf(select)]] : []), ...rows]
    .filter((components) => components.length > 0)
    .slice(0, 5)
    .map((components) => ({ type: ComponentType.ActionRow, components }));
}

function buttonOf(button: Button): APIButtonComponent | undefined {
  const label = cut(button.label, 80);
  if ('url' in button) {
    const url = webAddress(button.url);
    return url && url.length <= 512 ? { type: ComponentType.Button, style: ButtonStyle.Link, label, url } : undefined;
  }
  return {
    type: ComponentType.Button,
    style: button.style ? STYLES[button.style] : ButtonStyle.Secondary,
    label,
    custom_id: customIdOf(button.action),
    ...(button.disabled && { disabled: true }),
  };
}

function selectOf({ action, placeholder, least, most, choices }: Select): APIStringSelectComponent {
  const options = choices.slice(0, 25).map(({ label, value, hint, chosen }) => ({
    label: cut(label, 100),
    value,
    ...(hint && { description: cut(hint, 100) }),
    ...(chosen && { default: true }),
  }));
  return {
    type: ComponentType.StringSelect,
    custom_id: customIdOf(action),
    placeholder: cut(placeholder, 150),
    min_values: Math.min(least, options.length),
    max_values: Math.min(most, options.length),
    options,
  };
}
