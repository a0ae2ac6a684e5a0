/** All the ways in which an officer may name a person in the life of a lead: requests below `leads/ID`. */
export function textsOfLead(name: string): (readonly ['PATCH' | 'POST', string, object])[] {
  return [
    ['PATCH', 'life', { nextStep: { what: `回复${name}`, on: '2099-12-03' } }],
    ['POST', 'history', { note: `${name}来电` }],
    ['POST', 'tasks', { title: `给${name}寄资料` }],
  ];
}
