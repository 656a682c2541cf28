/** The body of a control request: read as JSON or YAML, then held against its DTO. */
import { createParamDecorator, ValidationPipe, type ExecutionContext } from '@nestjs/common';
import { failure } from '#kube-api';
import { inputRules, readDocument, readDocuments } from '#simulations';

/** What the server hands over: the body as sent. */
export interface RawRequest {
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const readable = /^(application|text)\/(json|yaml|x-yaml)$/;

/** The text of a body. Throws a 415 for a type that is neither JSON nor YAML; without a type it is taken as one of them. */
export function bodyText({ body, headers }: RawRequest): string {
  const [type = ''] = String(headers['content-type'] ?? '').split(';');
  if (type !== '' && !readable.test(type.trim().toLowerCase()))
    throw failure('UnsupportedMediaType', `cannot read ${type.trim()}: use application/json or application/yaml`);
  return Buffer.isBuffer(body) ? body.toString('utf8') : '';
}

/** A parameter with the DTO of the body; `{}` for an empty one. */
export const Input = createParamDecorator((_data: unknown, context: ExecutionContext): unknown => {
  const request: RawRequest = context.switchToHttp().getRequest();
  return readDocument(bodyText(request)) ?? {};
});

/** A parameter with every manifest of the body; a JSON array stands for its items. */
export const Manifests = createParamDecorator((_data: unknown, context: ExecutionContext): readonly unknown[] => {
  const request: RawRequest = context.switchToHttp().getRequest();
  return readDocuments(bodyText(request)).flatMap((document): readonly unknown[] =>
    Array.isArray(document) ? document : [document],
  );
});

/** Checks DTOs of bodies and queries: unknown fields are refused, findings become a Status. */
export const inputPipe = (): ValidationPipe => new ValidationPipe({ ...inputRules, validateCustomDecorators: true });
