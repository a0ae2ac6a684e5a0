import { Controller, Get, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { HealthRegistry, type Readiness } from './health-registry';

/** For whoever runs the process: `live` says it runs, `ready` that it can do its work, or with 503 what is missing. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthRegistry) {}

  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string } & Omit<Readiness, 'ready'>> {
    const { ready, checks, missing } = await this.health.readiness();
    void reply.status(ready ? 200 : 503).header('cache-control', 'no-store');
    return { status: ready ? 'ready' : 'not ready', checks, missing };
  }
}
