import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { Field, Form } from '../../view.ts';
import { customIdOf } from './custom-id.ts';
import { cut } from './cut.ts';

/** A form as a dialog of Discord. */
export const modalOf = (form: Form): APIModalInteractionResponseCallbackData => ({
  custom_id: customIdOf(form.action),
  title: cut(form.title, 45),
  components: form.fields.slice(0, 5).map((field) => ({
    type: ComponentType.Label,
    label: cut(field.label, 45),
    ...(field.hint && { description: cut(field.hint, 100) }),
    component: inputOf(field),
  })),
});

function inputOf(field: Field) {
  if (field.kind === 'choice') {
    return {
      type: ComponentType.StringSelect as const,
      custom_id: field.name,
      required: field.required,
      options: field.choices.slice(0, 25).map(({ label, value }) => ({
        label: cut(label, 100),
        value,
        default: value === field.value,
      })),
    };
  }
  const most = Math.min(field.most, 4_000);
  return {
    type: ComponentType.TextInput as const,
    custom_id: field.name,
    style: field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: most,
    ...(field.value && { value: field.value.slice(0, most) }),
  };
}
