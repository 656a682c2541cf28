/** Whatever goes wrong is a Status. */
import { describe, expect, test } from '@jest/globals';
import { HttpException, Logger, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { conflict } from '#kube-api';
import { StatusFilter } from './status.filter.ts';

Logger.overrideLogger(false);

/** What a client gets. */
function answerTo(error: unknown, isSent = false): { code?: number; body?: unknown } {
  const answer: { code?: number; body?: unknown } = {};
  const reply = {
    sent: isSent,
    raw: { headersSent: isSent },
    code: (code: number) => ((answer.code = code), reply),
    header: () => reply,
    send: (text: string) => ((answer.body = JSON.parse(text)), reply),
  };
  const host = { switchToHttp: () => ({ getResponse: () => reply }) } as unknown as ArgumentsHost; // all that is asked of it
  new StatusFilter().catch(error, host);
  return answer;
}

describe('a failed request', () => {
  test.each([
    [conflict({ resource: 'pods', name: 'a' }, 'why'), 409, 'Conflict'],
    [new NotFoundException(), 404, 'NotFound'],
    [new HttpException('odd', 418), 400, 'BadRequest'],
    [Object.assign(new Error('too large'), { statusCode: 413 }), 413, 'RequestEntityTooLarge'],
    [new Error('secret'), 500, 'InternalError'],
    ['text', 500, 'InternalError'],
  ])('%s is a %i of reason %s', (error, code, reason) => {
    expect(answerTo(error)).toMatchObject({ code, body: { kind: 'Status', apiVersion: 'v1', code, reason } });
  });

  test('keeps our own mistakes to the log', () => {
    expect(JSON.stringify(answerTo(new Error('secret')))).not.toContain('secret');
  });

  test('that was answered already is left alone', () => {
    expect(answerTo(new Error('late'), true)).toEqual({});
  });
});
