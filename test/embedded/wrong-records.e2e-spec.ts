import { describeWrongRecords } from '../pipeline/wrong-records.suite';

describeWrongRecords('embedded', () => ({}));
