import { aPair } from '../matching.fixtures';
import { projectType } from './project-type.feature';

describe('project type', () => {
  it('is 1 for a type that is sought, 0 for another, missing where none is named', () => {
    const seeking = (...projectTypes: ('new' | 'joint-venture')[]) =>
      aPair({ investor: { seeks: { projectTypes } } });
    expect([
      projectType.value(seeking('new')),
      projectType.value(seeking('joint-venture')),
      projectType.value(seeking()),
    ]).toEqual([1, 0, undefined]);
    expect(projectType.reason(seeking('joint-venture'), 0)).toEqual({
      zh: '意向类型为合资合作,项目为新建',
      en: 'Looks for a joint venture; this is a new build',
    });
  });
});
