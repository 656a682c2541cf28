/** Binds the container runtime to its DI token. */
import { Module } from '@nestjs/common';
import { createRuntime } from './runtime.ts';

export const RUNTIME = Symbol('RUNTIME');

@Module({ providers: [{ provide: RUNTIME, useFactory: createRuntime }], exports: [RUNTIME] })
export class RuntimeModule {}
