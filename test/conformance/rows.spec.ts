/** The API server against recorded answers of the real one. */
import { describe, expect, it } from '@jest/globals';
import { playRows, readRows, type RowFile } from './rows.ts';

/** Rows that must agree, of those in the file. */
const floors = { validation: 269, updates: 42, defaulting: 29, http: 126 } satisfies Record<RowFile, number>;

describe('the recorded rows', () => {
  for (const [file, floor] of Object.entries(floors) as [RowFile, number][]) {
    it(`${file}: at least ${floor} rows agree`, () => {
      const rows = readRows(file);
      const results = playRows(file);
      const failed = results.flatMap((problems, i) =>
        problems.length > 0 ? [`${i} ${rows[i]?.name}\n    ${problems.join('\n    ')}`] : [],
      );
      const passed = rows.length - failed.length;
      if (process.env['ROWS_VERBOSE']) console.log(`${file}: ${passed} of ${rows.length}\n${failed.join('\n')}`);
      expect(passed).toBeGreaterThanOrEqual(floor);
    });
  }
});
