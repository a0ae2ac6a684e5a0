import { describeRoad } from '../pipeline/road.suite';
import { distributed } from '../support/distributed';

describeRoad('distributed', () => distributed('road'));
