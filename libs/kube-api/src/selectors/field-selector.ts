/** Field selectors: `spec.nodeName=n1,status.phase!=Running`. */
import { badRequest } from '../meta-v1/status.ts';

export interface FieldRequirement {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

/**
 * Reads a field selector. Throws a 400 StatusError for text that it cannot understand.
 * @source kube-apiserver v1.37 apimachinery/pkg/fields: ParseSelector
 */
export function parseFieldSelector(text: string): readonly FieldRequirement[] {
  return splitTerms(text)
    .filter((term) => term !== '')
    .map((term) => {
      const parts = /^((?:\\.|[^\\=!])*)(!=|==|=)(.*)$/s.exec(term);
      if (!parts) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      const [, field = '', operator, value = ''] = parts;
      return { field, equal: operator !== '!=', value: unescape(value) };
    });
}

/** At commas that no backslash escapes. */
const splitTerms = (text: string): readonly string[] => text.match(/(?:\\[\s\S]|[^\\,])+/g) ?? [];

function unescape(value: string): string {
  const bad = /\\(?![\\,=])/.exec(value) ?? /(?<!\\)=/.exec(value);
  if (bad) throw badRequest(`invalid field selector: invalid escape sequence in ${value}`);
  return value.replace(/\\([\\,=])/g, '$1');
}

/** True when every field has (or has not) its value; a field that is absent counts as empty. */
export const matchesFields = (requirements: readonly FieldRequirement[], fieldOf: (field: string) => string): boolean =>
  requirements.every(({ field, equal, value }) => (fieldOf(field) === value) === equal);
