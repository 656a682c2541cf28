/** Routes of the Kubernetes API: of a simulation under its id, of the default simulation at the root. */
import { All, Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEFAULT_SIMULATION } from '#simulations';
import { KubeService } from './kube.service.ts';

const rootPaths = ['api', 'apis', 'version', 'livez', 'readyz', 'openapi'];

@ApiExcludeController()
@Controller()
export class KubeController {
  constructor(private readonly kube: KubeService) {}

  @Get('healthz')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  health(): string {
    return 'ok';
  }

  @All(rootPaths.flatMap((path) => [path, `${path}/*`]))
  answerDefault(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.kube.answer(request, reply, { id: DEFAULT_SIMULATION, prefix: '' });
  }

  @All(['simulations/:id', 'simulations/:id/*'])
  answer(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.kube.answer(request, reply, { id, prefix: `/simulations/${id}` });
  }
}
