/** The Nest module of the scheduler. */
import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import type { Scheduler } from './index.ts';
import { SCHEDULER, SchedulerModule } from './scheduler.module.ts';

describe('the scheduler module', () => {
  it('provides a scheduler with the plugins that it was registered with', async () => {
    const module = await Test.createTestingModule({ imports: [SchedulerModule.register({ scores: [] })] }).compile();
    expect(module.get<Scheduler>(SCHEDULER).handle).toBeInstanceOf(Function);
  });
});
