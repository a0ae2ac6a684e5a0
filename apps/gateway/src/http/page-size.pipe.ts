import { Injectable, type PipeTransform } from '@nestjs/common';
import { InvalidInputError, shown } from '@bole/kernel';

/** `limit` in a query: a whole number from 1 to `most`. */
@Injectable()
export class PageSizePipe implements PipeTransform<unknown, number> {
  constructor(
    private readonly usual = 50,
    private readonly most = 200,
  ) {}

  transform(value: unknown): number {
    if (value === undefined) return this.usual;
    const size = Number(value);
    if (Number.isInteger(size) && size >= 1 && size <= this.most) return size;
    throw new InvalidInputError([
      {
        code: 'LIMIT_INVALID',
        field: 'limit',
        value: shown(value),
        expected: `a whole number from 1 to ${this.most}`,
      },
    ]);
  }
}
