/** Routes of the control API. */
import { Controller, Delete, Get, Header, Headers, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClockDto } from './clock.dto.ts';
import { ControlService } from './control.service.ts';
import { Input, inputPipe, Manifests } from './input.decorator.ts';
import { PageDto } from './page.dto.ts';
import { SimulationDto } from './simulation.dto.ts';
import { TimelineDto } from './timeline.dto.ts';

@ApiTags('simulations')
@Controller('v1/simulations')
@UsePipes(inputPipe())
export class SimulationsController {
  constructor(private readonly control: ControlService) {}

  @Post()
  @ApiOperation({ summary: 'Create a simulation; its id is the key to it' })
  @ApiBody({ type: SimulationDto, required: false })
  create(@Input() body: SimulationDto) {
    return this.control.create(body);
  }

  @Get()
  @ApiOperation({ summary: 'List the simulations of this server, oldest first, page by page' })
  list(@Query() query: PageDto) {
    return this.control.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A simulation and where its clock stands' })
  get(@Param('id') id: string) {
    return this.control.get(id);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Delete a simulation with all that is in it' })
  delete(@Param('id') id: string) {
    return this.control.delete(id);
  }

  @Get(':id/kubeconfig')
  @Header('Content-Type', 'application/yaml')
  @ApiOperation({ summary: 'A kubeconfig for kubectl and client libraries' })
  kubeconfig(@Param('id') id: string, @Headers('host') host: string) {
    return this.control.kubeconfig(id, host);
  }

  @Post(':id/clock')
  @HttpCode(200)
  @ApiOperation({ summary: 'Move or set the clock: exactly one of pause, resume, advance, step, until' })
  @ApiBody({ type: ClockDto })
  moveClock(@Param('id') id: string, @Input() body: ClockDto) {
    return this.control.moveClock(id, body);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: 'What has happened, in order, each entry with its causes' })
  timeline(@Param('id') id: string, @Query() query: TimelineDto) {
    return this.control.timeline(id, query);
  }

  @Post(':id/objects')
  @ApiOperation({ summary: 'Create every manifest of a YAML or JSON body, or none' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: { type: 'object' } })
  createObjects(@Param('id') id: string, @Manifests() documents: readonly unknown[]) {
    return this.control.createObjects(id, documents);
  }

  @Post(':id/faults')
  @HttpCode(200)
  @ApiOperation({ summary: 'Do something to the cluster that no Kubernetes component asked for' })
  @ApiBody({ schema: { type: 'object', required: ['fault'], properties: { fault: { type: 'string' } } } })
  applyFault(@Param('id') id: string, @Input() body: object) {
    return this.control.applyFault(id, body);
  }
}
