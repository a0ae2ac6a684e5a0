import { FIELD_NAMES, type RecordKind } from '@bole/contracts';
import { EDIT_FIELDS, type ImportKind } from '../import-kind';
import { type FieldShapes } from './field-shape';
import { headerName, type HeaderName, keyOf } from './header-name';

/** Finds the field that a header means: by the names of the data dictionary, by its path, or by a name in everyday use. */
export class FieldCatalogue {
  private readonly paths = new Map<string, string>();

  constructor(
    kind: ImportKind,
    private readonly shapes: FieldShapes,
  ) {
    for (const field of FIELD_NAMES.filter(
      (each) => each.kind === RECORD_KINDS[kind] && !EDIT_FIELDS.includes(each.path),
    ))
      for (const name of [field.path, field.zh, field.en, ...(field.alsoCalled ?? [])])
        this.add(name, field.path);
    for (const [path, names] of Object.entries(EVERYDAY[kind]))
      for (const name of names) this.add(name, path);
  }

  /** The normalised path that a header means, and its unit; no path where it means none. */
  find(header: string): HeaderName & { readonly path: string | undefined } {
    const name = headerName(header);
    return {
      ...name,
      path: this.paths.get(name.key) ?? this.paths.get(keyOf(header)) ?? this.shapes.normalize(header.trim()),
    };
  }

  private add(name: string, path: string): void {
    const normal = this.shapes.normalize(path);
    if (normal === undefined)
      throw new Error(`the data dictionary names ${path}, which the contracts do not have`);
    for (const key of [keyOf(name), headerName(name).key])
      if (!this.paths.has(key)) this.paths.set(key, normal);
  }
}

const RECORD_KINDS: Readonly<Record<ImportKind, RecordKind>> = {
  investors: 'investor',
  projects: 'project',
  signals: 'signal',
};

/** Headers for a whole range or place in one cell, which the data dictionary has no single field for. */
const EVERYDAY: Readonly<Record<ImportKind, Readonly<Record<string, readonly string[]>>>> = {
  investors: {
    sourceId: ['客户编号', '企业编号', '投资商编号', 'investor id'],
    'seeks.capex': ['意向投资规模', '意向投资额', '投资规模', 'investment size'],
    'seeks.land': ['意向用地', '用地需求', 'land needed'],
    'seeks.timing': ['意向时间', 'timing'],
  },
  projects: {
    sourceId: ['项目编号', 'project id'],
    capex: ['总投资', '总投资额', '投资规模', '计划总投资', 'total investment'],
    timing: ['建设周期', '建设时间', 'timing'],
  },
  signals: { sourceId: ['信号编号', 'signal id'] },
};
