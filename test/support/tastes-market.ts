/** The market of tastes that libs/matching learns from in its own tests, for those of other libs. */
export { tastesMarket } from '../../libs/matching/src/training/tastes-market.fixtures';
