import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Permission, type Principal } from '@bole/access';
import { type Language, type Problem } from '@bole/kernel';
import { type Submission, type SubmissionKind } from '@bole/platform';
import { type AnswerOf, Caller, Endpoint, Input, type InputOf } from '../endpoint';
import { API_PREFIX } from '../endpoint/endpoint';
import { FIELD_CODES } from '../problems/field-codes';
import { RequestLanguage } from '../request-language';
import { GetSubmissionQuery } from '../../queries/get-submission/get-submission.query';
import { getSubmission } from './submissions.endpoints';

@Controller()
export class SubmissionsController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(getSubmission)
  async get(
    @Input() { params }: InputOf<typeof getSubmission>,
    @Caller() { permissions }: Principal,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof getSubmission>> {
    const submission = await this.queries.execute(new GetSubmissionQuery(params.eventId));
    const { eventId, kind, acceptedAt, about, outcome } = submission;
    const maySubmit = permissions.has(ROADS[kind].permission);
    const problems = outcome.state === 'rejected' ? outcome.problems : [];
    return {
      eventId,
      kind,
      acceptedAt: acceptedAt.toISOString(),
      state: outcome.state,
      id: about,
      problems: problems.map((problem) => shownProblem(problem, language, maySubmit)),
      mend: outcome.state === 'rejected' ? roadOf(submission) : null,
    };
  }
}

const ROADS: Readonly<Record<SubmissionKind, { readonly permission: Permission; readonly path: string }>> = {
  investor: { permission: 'investors:write', path: `/${API_PREFIX}/investors` },
  project: { permission: 'projects:write', path: `/${API_PREFIX}/projects` },
  signal: { permission: 'signals:write', path: `/${API_PREFIX}/signals` },
};

function roadOf({ kind, editOf }: Submission): { method: 'POST' | 'PUT'; path: string } {
  const { path } = ROADS[kind];
  return editOf === null ? { method: 'POST', path } : { method: 'PUT', path: `${path}/${editOf}` };
}

/** What was found may be of a person: those alone see it who could have sent it. */
function shownProblem({ value, ...problem }: Problem, language: Language, maySubmit: boolean) {
  const words: Readonly<Record<string, Readonly<Record<Language, string>>>> = FIELD_CODES;
  const message = words[problem.code]?.[language] ?? problem.code;
  return { ...problem, ...(maySubmit && value !== undefined ? { value } : {}), message };
}
