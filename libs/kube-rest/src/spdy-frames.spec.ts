/** SPDY frames. */
import { describe, expect, test } from '@jest/globals';
import { controlFrame, dataFrame, FrameReader, frameTypes, streamPayload } from './spdy-frames.ts';

describe('frames', () => {
  test('are read however the bytes were cut', () => {
    const ping = controlFrame(frameTypes.ping, streamPayload(7));
    const bytes = Buffer.concat([ping, dataFrame(3, Buffer.from('abc'), true)]);
    const reader = new FrameReader();
    const frames = [...bytes].flatMap((byte) => reader.push(Buffer.from([byte])));
    expect(frames).toEqual([
      { kind: 'control', type: 6, isLast: false, payload: Buffer.from([0, 0, 0, 7]) },
      { kind: 'data', stream: 3, isLast: true, payload: Buffer.from('abc') },
    ]);
    expect(new FrameReader().push(bytes)).toEqual(frames);
  });

  test('that are too long are refused', () => {
    expect(() => new FrameReader().push(Buffer.from([0, 0, 0, 1, 0, 255, 255, 255]))).toThrow('too long');
  });
});
