import { type PreparedInvestor, type PreparedProject } from '../prepare/prepared';
import { hardLimits, type Limit } from './hard-limits';

/**
 * The limits that cut a pair as of the instant for which both were prepared: those of the profiles, and a deal that the
 * two have signed already. Whom to call next is never who has signed; that lead lives on in its stages.
 */
export function pairLimits(investor: PreparedInvestor, project: PreparedProject): readonly Limit[] {
  const limits = hardLimits(investor.facts, project.facts, new Date(project.asOf));
  return investor.revealed?.projects.has(project.facts.id) === true ? [ALREADY_SIGNED, ...limits] : limits;
}

const ALREADY_SIGNED: Limit = {
  code: 'ALREADY_SIGNED',
  text: { zh: '双方已签约,转入跟进', en: 'The two have signed already; the lead is being followed up' },
};
