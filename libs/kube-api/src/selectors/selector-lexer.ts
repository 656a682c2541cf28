/** Splits the text of a label selector into tokens. */

export interface Token {
  readonly kind: 'identifier' | 'in' | 'notin' | '=' | '==' | '!=' | '!' | '>' | '<' | '(' | ')' | ',' | 'end';
  readonly text: string;
}

const symbols = new Set(['=', '==', '!=', '!', '>', '<', '(', ')', ',']);
const pattern = /\s+|==|!=|[=!<>(),]|[^\s=!<>(),]+/g;

/** @source kube-apiserver v1.37 apimachinery/pkg/labels: Lexer */
export function lexSelector(text: string): readonly Token[] {
  const texts = text.match(pattern) ?? [];
  return texts.filter((each) => each.trim() !== '').map(tokenOf);
}

function tokenOf(text: string): Token {
  if (symbols.has(text) || text === 'in' || text === 'notin') return { kind: text as Token['kind'], text }; // one of the kinds
  return { kind: 'identifier', text };
}
