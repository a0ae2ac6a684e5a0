import { Query } from '@nestjs/cqrs';
import { type SingleSignOnCities } from '../../single-sign-on.schema';

/** The cities that have a sign-on of their own, for the page where people sign in; for anyone. */
export class ListSingleSignOnQuery extends Query<SingleSignOnCities> {}
