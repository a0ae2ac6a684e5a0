import { Controller } from '@nestjs/common';
import { Endpoint, RouteTable } from '../endpoint';
import { openApiDocument } from './openapi-document';
import { getOpenApi } from './openapi.endpoints';
import { type Json } from './schemas';

@Controller()
export class OpenApiController {
  private document: Json | undefined;

  constructor(private readonly routes: RouteTable) {}

  @Endpoint(getOpenApi)
  get(): Json {
    return (this.document ??= openApiDocument(this.routes.endpoints));
  }
}
