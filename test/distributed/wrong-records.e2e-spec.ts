import { describeWrongRecords } from '../pipeline/wrong-records.suite';
import { distributed } from '../support/distributed';

describeWrongRecords('distributed', () => distributed('wrong'));
