/** Every failed request is answered with a Kubernetes Status, whatever went wrong and wherever. */
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { failure, internalError, resourceNotFound, StatusError, type Status } from '#kube-api';

const BODY_LIMIT = 3 * 1024 * 1024;

/** Status by the HTTP code of Nest's and Fastify's own errors. */
const statuses: Readonly<Record<number, (message: string) => StatusError>> = {
  404: () => resourceNotFound(),
  405: () => failure('MethodNotAllowed', 'the server does not allow this method on the requested resource', {}),
  413: () => failure('RequestEntityTooLarge', `Request entity too large: limit is ${BODY_LIMIT}`),
  415: (message) => failure('UnsupportedMediaType', message),
  503: (message) => failure('ServiceUnavailable', message),
};

@Catch()
export class StatusFilter implements ExceptionFilter {
  readonly #logger = new Logger('Server');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply: FastifyReply = host.switchToHttp().getResponse();
    const status = this.#statusOf(error);
    if (reply.sent || reply.raw.headersSent) return;
    void reply
      .code(status.code ?? 500)
      .header('content-type', 'application/json')
      .send(`${JSON.stringify(status)}\n`);
  }

  #statusOf(error: unknown): Status {
    if (error instanceof StatusError) return error.status;
    const code = httpCodeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    if (code !== undefined && code < 500) return (statuses[code]?.(message) ?? failure('BadRequest', message)).status;
    this.#logger.error(error instanceof Error ? (error.stack ?? message) : message);
    return internalError('the log of the server says more').status;
  }
}

function httpCodeOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const code = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof code === 'number' ? code : undefined;
}

export { BODY_LIMIT };
