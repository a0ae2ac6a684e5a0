import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { SubmitSignalCommand, type SubmittedSignal } from '@bole/signals';

@Controller('api/v1/signals')
export class SignalsController {
  constructor(private readonly commands: CommandBus) {}

  /** Accepted means kept; a signal about parties that are not known yet waits for them. */
  @Post()
  @HttpCode(202)
  submit(@Body() submission: unknown): Promise<SubmittedSignal> {
    return this.commands.execute(new SubmitSignalCommand(submission));
  }
}
