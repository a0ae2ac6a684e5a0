import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import { SubmitSignalCommand, type SubmittedSignal } from '@bole/signals';
import { Caller, Endpoint, Input, type InputOf } from '../endpoint';
import { submitSignal } from './signals.endpoints';

@Controller()
export class SignalsController {
  constructor(private readonly commands: CommandBus) {}

  @Endpoint(submitSignal)
  submit(
    @Input() { body }: InputOf<typeof submitSignal>,
    @Caller() { city }: Principal,
  ): Promise<SubmittedSignal> {
    return this.commands.execute(new SubmitSignalCommand(body, city));
  }
}
