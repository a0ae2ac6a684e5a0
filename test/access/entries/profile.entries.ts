import { type Entries } from '../entry';
import { investorBody, markOf, projectBody, signalBody, VISIBILITIES } from '../inhabitants';

/** Recorded at once, or on its way. */
const TAKEN = [200, 202];

/** Investors, projects, signals and leads. */
export const PROFILE_ENTRIES: Entries = {
  listInvestors: {
    needs: 'investors:read',
    about: 'nothing',
    call: () => ({ query: { limit: 200 } }),
    shows: (own) => [own.investor],
  },
  getInvestor: {
    needs: 'investors:read',
    about: 'shared',
    call: ({ at }) => ({ params: { id: at.investor } }),
  },
  submitInvestor: {
    needs: 'investors:write',
    about: 'nothing',
    call: ({ n }) => ({ body: investorBody('own', `made-${n}`) }),
    right: TAKEN,
  },
  listProjects: {
    needs: 'projects:read',
    about: 'nothing',
    call: () => ({ query: { limit: 200 } }),
    shows: (own) => [own.projects.city],
  },
  getProject: {
    needs: 'projects:read',
    about: 'project',
    call: ({ project }) => ({ params: { id: project } }),
  },
  submitProject: {
    needs: 'projects:write',
    about: 'nothing',
    call: ({ n }) => ({ body: projectBody('own', `made-${n}`, 'city') }),
    right: TAKEN,
  },
  submitSignal: {
    needs: 'signals:write',
    about: 'nothing',
    call: ({ n, at }) => ({ body: signalBody('own', `made-${n}`, at.investor, at.projects.public) }),
    right: TAKEN,
  },

  editInvestor: {
    needs: 'investors:write',
    about: 'shared',
    call: ({ at }) => ({
      params: { id: at.investor },
      body: withoutContacts(investorBody(at.place, 'investor-1')),
    }),
    right: TAKEN,
  },
  submitInvestors: {
    needs: 'investors:write',
    about: 'nothing',
    call: ({ n }) => ({ body: { items: [investorBody('own', `bulk-${n}`)] } }),
  },
  editProject: {
    needs: 'projects:write',
    about: 'project',
    call: ({ at, project }) => {
      const visibility = VISIBILITIES.find((one) => at.projects[one] === project) ?? 'public';
      return { params: { id: project }, body: projectBody(at.place, `${visibility}-1`, visibility).profile };
    },
    right: TAKEN,
    abroad: [403],
  },
  submitProjects: {
    needs: 'projects:write',
    about: 'nothing',
    call: ({ n }) => ({ body: { items: [projectBody('own', `bulk-${n}`, 'city')] } }),
  },
  listSignals: {
    needs: 'signals:read',
    about: 'nothing',
    call: () => ({ query: { limit: 200 } }),
    shows: (own) => [own.signal],
  },
  getSignal: { needs: 'signals:read', about: 'city', call: ({ at }) => ({ params: { id: at.signal } }) },
  getSubmission: {
    needs: 'signed-in',
    about: 'city',
    call: ({ at }) => ({ params: { eventId: at.submission } }),
    target: 'params.eventId',
    shows: (own) => [own.signal],
  },
  submitSignals: {
    needs: 'signals:write',
    about: 'nothing',
    call: ({ n, at }) => ({
      body: { items: [signalBody('own', `bulk-${n}`, at.investor, at.projects.public)] },
    }),
  },

  matchInvestors: {
    needs: 'matching:run',
    about: 'nothing',
    call: () => ({ body: { project: projectBody('own', 'x', 'public').profile } }),
    shows: (own) => [own.investor],
  },
  matchProjects: {
    needs: 'matching:run',
    about: 'nothing',
    call: () => ({ body: { investor: withoutContacts(investorBody('own', 'x')) } }),
    shows: (own) => [own.projects.city],
  },
  compareInvestor: {
    needs: 'matching:run',
    about: 'shared',
    call: ({ at }) => ({ params: { id: at.investor } }),
  },

  listLeads: {
    needs: 'leads:read',
    about: 'nothing',
    call: () => ({ query: { limit: 200, reasons: 'full' } }),
    shows: (own) => [own.projects.city],
  },
  getLead: {
    needs: 'leads:read',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.lead } }),
    adviser: [404],
  },
  getLeadMark: {
    needs: 'leads:read',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.lead } }),
    adviser: [404],
  },
  markLead: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at, n }) => ({
      params: { id: at.lead },
      body: { mark: 'pinned', note: `${markOf(at.place, 'note')} ${n}` },
    }),
  },
  clearLeadMark: { needs: 'projects:write', about: 'city', call: ({ at }) => ({ params: { id: at.lead } }) },
  getLeadLife: { needs: 'signals:read', about: 'city', call: ({ at }) => ({ params: { id: at.lead } }) },
  changeLead: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at, n }) => ({
      params: { id: at.lead },
      body: { codeName: `${markOf(at.place, 'note')} ${n}` },
    }),
  },
  // The first who asks moves it; it stands there already for those who ask after.
  moveLead: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at }) => ({
      params: { id: at.lead },
      body: { to: 'operating', on: '2026-01-05', amount: A_MILLION },
    }),
    right: [200, 409],
  },
  pauseLead: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.lead }, body: { reason: 'land', resumeOn: '2099-01-05' } }),
    right: [200, 409],
  },
  loseLead: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.lead }, body: { reason: 'silent' } }),
    right: [200, 409],
  },
  reopenLead: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.lead }, body: { note: 'again' } }),
    right: [200, 409],
  },
  addLeadNote: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at, n }) => ({ params: { id: at.lead }, body: { note: `${markOf(at.place, 'note')} ${n}` } }),
    right: [204],
  },
  listLeadHistory: { needs: 'signals:read', about: 'city', call: ({ at }) => ({ params: { id: at.lead } }) },
  addLeadTask: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at, n }) => ({ params: { id: at.lead }, body: { title: `${markOf(at.place, 'note')} ${n}` } }),
  },
  changeLeadTask: {
    needs: 'projects:write',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.lead, taskId: at.made('lead-tasks') }, body: { done: true } }),
  },
  listLeadTasks: {
    needs: 'signals:read',
    about: 'nothing',
    call: () => ({ query: { limit: 200, state: 'all' } }),
    shows: (own) => [own.made('lead-tasks')],
  },
  getBoard: { needs: 'signals:read', about: 'nothing' },
  listProjectLeads: {
    needs: 'leads:read',
    about: 'project',
    call: ({ project }) => ({ params: { id: project }, query: { limit: 200 } }),
  },
  listInvestorLeads: {
    needs: 'leads:read',
    about: 'shared',
    call: ({ at }) => ({ params: { id: at.investor }, query: { limit: 200 } }),
    shows: (own) => [own.projects.city],
  },

  getOpenApi: { needs: 'anyone', about: 'nothing' },
};

const A_MILLION = { amount: 1_000_000, currency: 'CNY' };

function withoutContacts({ profile }: ReturnType<typeof investorBody>): object {
  const { contacts: _ofTheCity, ...shared } = profile;
  return shared;
}
