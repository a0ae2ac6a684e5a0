import * as fc from 'fast-check';
import { seededRandom } from '@bole/kernel';
import {
  investorProfile,
  type InvestorProfileInput,
  investorSubmittedV1,
  projectProfile,
  type ProjectProfileInput,
  projectSubmittedV1,
} from '@bole/contracts';
import { aDeed, AS_OF } from '../matching.fixtures';
import { prepareInvestor } from '../prepare/prepare-investor';
import { prepareProject } from '../prepare/prepare-project';
import { DEFAULT_MODEL } from '../ranker/default-model';
import { score } from '../ranker/score';
import { tastesMarket } from '../training/tastes-market.fixtures';
import { train, TRAINING } from '../training/train';
import { investorFacts } from './investor-facts';
import { projectFacts } from './project-facts';

const word = fc.stringMatching(/^[A-Za-z一-龥]{2,12}$/);
const both = fc.record({ zh: word, en: word });

/** What is about people, or free text in which something about people may stand. */
const ofInvestor = fc.record<Partial<InvestorProfileInput>>({
  names: fc.record({ zh: word, en: word, aliases: fc.array(word, { maxLength: 3 }) }),
  registration: fc.constantFrom(undefined, { scheme: 'uscc' as const, id: '91320500MA1MXXXX0K' }),
  summary: both,
  contacts: fc.array(
    fc.record({
      name: word,
      role: word,
      locale: fc.constantFrom('zh-CN' as const, 'en' as const),
      timeZone: word,
      consent: fc.record({
        status: fc.constantFrom('granted' as const, 'withdrawn' as const),
        purpose: word,
      }),
    }),
    { maxLength: 3 },
  ),
});
const ofProject = fc.record<Partial<ProjectProfileInput>>({
  names: both,
  summary: both,
  park: both,
  incentives: fc.array(both, { maxLength: 2 }),
  officer: fc.record({ name: word }),
});

const trained = train(
  tastesMarket(),
  {
    ...{ ...TRAINING, cutoff: new Date(Date.UTC(2011, 0, 1)), years: 1, negatives: 20, bins: 16 },
    boosting: { ...TRAINING.boosting, rounds: 40 },
  },
  seededRandom(5),
);

describe.each([
  ['hand-set', DEFAULT_MODEL],
  ['trained', trained],
])('a score by a %s model', (_, model) => {
  it('does not depend on who the people are, on names or on free text', () => {
    const [investor, project] = [investorSubmittedV1.golden.profile, projectSubmittedV1.golden.profile];
    const gap = project.chainGap;
    const scoreOf = (
      mine: Partial<InvestorProfileInput>,
      theirs: Partial<ProjectProfileInput>,
      note: string,
    ) => {
      const asked = projectProfile.parse({
        ...project,
        ...theirs,
        ...(gap === undefined ? {} : { chainGap: { ...gap, note: { en: note } } }),
      });
      const own = investorProfile.parse({ ...investor, ...mine });
      const deeds = [aDeed('sig_1', 400, projectFacts('prj_before', asked))];
      const facts = projectFacts('prj_p', asked);
      const pair = {
        investor: prepareInvestor({ facts: investorFacts('inv_a', own), deeds, touches: [] }, AS_OF),
        project: prepareProject({ facts, deeds: [], holdings: [] }, AS_OF, model.background),
      };
      return score(pair, model);
    };
    const plain = scoreOf({}, {}, 'plain');
    fc.assert(
      fc.property(ofInvestor, ofProject, word, (mine, theirs, note) => {
        expect(scoreOf(mine, theirs, note)).toEqual(plain);
      }),
    );
    expect(scoreOf({}, { industries: ['A0111'] }, 'plain')).not.toEqual(plain);
  });
});
