import { describeRoad } from '../pipeline/road.suite';

describeRoad('embedded', () => ({}));
