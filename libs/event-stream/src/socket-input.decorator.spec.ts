/** The pipe and the filter of gateways, as their one decorator brings them. */
import { describe, expect, test } from '@jest/globals';
import 'reflect-metadata';
import { Logger, type ArgumentsHost, type ExceptionFilter, type PipeTransform } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/internal';
import { SocketInput } from './socket-input.decorator.ts';
import { SubscribeDto } from './subscribe.dto.ts';

Logger.overrideLogger(false);

@SocketInput()
class Gateway {}

const [pipe] = Reflect.getMetadata('__pipes__', Gateway) as PipeTransform[];
const [filter] = Reflect.getMetadata('__exceptionFilters__', Gateway) as ExceptionFilter[];

/** What a client is told about a message. */
async function answerTo(message: unknown): Promise<unknown> {
  try {
    return await pipe?.transform(message, { type: 'body', metatype: SubscribeDto });
  } catch (error) {
    let told: unknown;
    filter?.catch(
      error,
      hostOf((answer: unknown) => (told = answer)),
    );
    return told;
  }
}

function hostOf(...more: unknown[]): ArgumentsHost {
  const host = new ExecutionContextHost([{}, {}, ...more, 'subscribe']);
  host.setType('ws');
  return host;
}

describe('input of a gateway', () => {
  test('a valid message becomes its DTO', async () => {
    expect(await answerTo({ simulation: 'default', after: 3 })).toBeInstanceOf(SubscribeDto);
  });

  test.each([
    [{}, 'simulation', 'Required value: must be the id of a simulation'],
    [undefined, 'simulation', 'Required value: must be the id of a simulation'],
    [{ simulation: 7 }, 'simulation', 'Invalid value: 7: must be the id of a simulation'],
    [{ simulation: 'a', after: -1 }, 'after', 'Invalid value: -1: must be a sequence number: a whole number from 0'],
    [{ simulation: 'a', after: 'x' }, 'after', 'Invalid value: "x": must be a sequence number: a whole number from 0'],
    [{ simulation: 'a', window: 0 }, 'window', 'Invalid value: 0: must be a whole number from 1 to 100'],
    [{ simulation: 'a', filter: { pod: 5 } }, 'filter.pod', 'Invalid value: 5: must be a text'],
    [
      { simulation: 'a', filter: { kind: 'x' } },
      'filter.kind',
      'Forbidden: unknown field, allowed: type, pod, namespace',
    ],
    [
      { simulation: 'a', since: 1 },
      'since',
      'Forbidden: unknown field, allowed: simulation, filter, after, snapshot, window',
    ],
  ])('%j is refused at %s', async (message, field, text) => {
    expect(await answerTo(message)).toEqual({ ok: false, error: { field, message: text } });
  });

  test('a mistake of ours is not shown to the client', () => {
    let told: unknown;
    filter?.catch(
      new Error('secret'),
      hostOf((answer: unknown) => (told = answer)),
    );
    expect(told).toEqual({
      ok: false,
      error: { field: '', message: 'internal error: the log of the server says more' },
    });
  });

  test('without an acknowledgement the client hears of it as an event', () => {
    const heard: unknown[] = [];
    const host = new ExecutionContextHost([{ emit: (...event: unknown[]) => heard.push(event) }, {}, 'subscribe']);
    host.setType('ws');
    filter?.catch(new Error('x'), host);
    expect(heard).toMatchObject([['refused', { ok: false }]]);
  });
});
