/** HTTP over forwarded bytes. */
import { describe, expect, test } from '@jest/globals';
import { answerBytes, RequestReader } from './http-conversation.ts';

const request = { method: 'GET', path: '/', userAgent: '', isLast: false };

describe('requests', () => {
  test('are read however the bytes were cut, with their bodies left out', () => {
    const bytes = Buffer.from(
      'POST /a HTTP/1.1\r\nUser-Agent: x\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.0\r\n\r\n',
    );
    const expected = [
      { method: 'POST', path: '/a', userAgent: 'x', isLast: false },
      { method: 'GET', path: '/b', userAgent: '', isLast: true },
    ];
    expect(new RequestReader().push(bytes)).toEqual(expected);
    const reader = new RequestReader();
    expect([...bytes].flatMap((byte) => reader.push(Buffer.from([byte])))).toEqual(expected);
  });

  test('that are none are refused', () => {
    expect(() => new RequestReader().push(Buffer.from('hello\r\n\r\n'))).toThrow('not an HTTP request');
    expect(() => new RequestReader().push(Buffer.alloc(70_000, 'a'))).toThrow('too long');
  });
});

describe('an answer', () => {
  test('has a length, and says where to go and when it is the last', () => {
    const text = answerBytes({ status: 302, body: 'ä', location: '/x' }, { ...request, isLast: true }).toString();
    expect(text).toBe(
      'HTTP/1.1 302 Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\nLocation: /x\r\nConnection: close\r\n\r\nä',
    );
  });

  test('to HEAD has no body', () => {
    const text = answerBytes({ status: 200, body: 'abc', location: '' }, { ...request, method: 'HEAD' }).toString();
    expect(text.endsWith('Content-Length: 3\r\n\r\n')).toBe(true);
  });
});
