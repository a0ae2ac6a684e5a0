import { describeProblem } from '@bole/kernel';
import { problemsOf, unknownFields } from '@bole/contracts';
import { type AnyEndpoint } from './endpoint';
import { StreamedAnswer } from './streamed-answer';

/** Holds an answer to its declared schema, undeclared fields included. Throws: the program is wrong, or its declaration. */
export function checkAnswer({ id, answers }: AnyEndpoint, status: number, answer: unknown): void {
  const declared = answers[status];
  const fault = (what: string): Error => new Error(`Endpoint ${id} answered ${status} ${what}`);
  if (declared === undefined) throw fault('which it does not declare');
  if (answer instanceof StreamedAnswer) {
    const { type } = answer.options;
    if (declared.types?.some((one) => type.startsWith(one)) !== true)
      throw fault(`with an undeclared stream of ${type}`);
    return;
  }
  if (declared.schema === undefined) {
    if (answer !== undefined) throw fault('with a body that it does not declare');
    return;
  }
  // As the client gets it: members that are undefined are gone.
  const sent: unknown = answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
  const parsed = declared.schema.safeParse(sent);
  const problems = parsed.success ? unknownFields(sent, parsed.data) : problemsOf(parsed.error, sent);
  if (problems.length > 0) throw fault(`against its schema: ${problems.map(describeProblem).join('; ')}`);
}
