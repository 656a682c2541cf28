/** The Nest module of the controllers. */
import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import type { Controllers } from './index.ts';
import { CONTROLLERS, ControllersModule } from './controllers.module.ts';

describe('the controllers module', () => {
  it('provides the controllers that it was registered with', async () => {
    const module = await Test.createTestingModule({ imports: [ControllersModule.register([])] }).compile();
    expect(module.get<Controllers>(CONTROLLERS).owners).toEqual([]);
  });
});
