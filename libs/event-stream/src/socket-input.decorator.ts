/** Input of gateways: Nest's global pipes and filters do not reach them, so this one decorator brings both. */
import {
  applyDecorators,
  Catch,
  Logger,
  UseFilters,
  UsePipes,
  ValidationPipe,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { StatusError } from '#kube-api';
import { inputRules } from '#simulations';

/** The answer to a message that cannot be carried out. */
export interface Refusal {
  readonly ok: false;
  readonly error: {
    /** Path of the field that is wrong; empty when it is the message as a whole. */
    readonly field: string;
    readonly message: string;
  };
}

/** Answers the acknowledgement that the client waits for; a client that waits for none gets the event `refused`. */
@Catch()
export class SocketErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('EventStream');

  catch(error: unknown, host: ArgumentsHost): void {
    const refusal: Refusal = { ok: false, error: this.#describe(error) };
    const acknowledge: unknown = host.getArgs().find((argument: unknown) => typeof argument === 'function');
    if (typeof acknowledge === 'function') acknowledge(refusal);
    else host.switchToWs().getClient<{ emit(event: string, data: unknown): void }>().emit('refused', refusal);
  }

  #describe(error: unknown): Refusal['error'] {
    if (!(error instanceof StatusError)) {
      this.#logger.error(error instanceof Error ? (error.stack ?? error.message) : error);
      return { field: '', message: 'internal error: the log of the server says more' };
    }
    const [cause] = error.status.details?.causes ?? [];
    return { field: cause?.field ?? '', message: cause?.message ?? error.message };
  }
}

/** Checks the DTOs of a gateway's messages, and turns whatever goes wrong into a refusal. */
export const SocketInput = (): ClassDecorator & MethodDecorator =>
  applyDecorators(UseFilters(new SocketErrorFilter()), UsePipes(new ValidationPipe(inputRules)));
