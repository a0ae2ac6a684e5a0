/* Starts Swagger UI on Bole's own contract. Whoever is signed in tries as that person; a pasted key counts before that. */
(() => {
  const session = { csrfToken: undefined };
  fetch('/api/v1/session')
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .then((me) => (session.csrfToken = me?.csrfToken ?? undefined))
    .catch(() => undefined);

  SwaggerUIBundle({
    url: '/api/v1/openapi.json',
    dom_id: '#operations',
    deepLinking: true,
    validatorUrl: null,
    persistAuthorization: false,
    tryItOutEnabled: false,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    docExpansion: 'list',
    presets: [SwaggerUIBundle.presets.apis],
    requestInterceptor: (request) => {
      const changes = request.method !== undefined && request.method !== 'GET' && request.method !== 'HEAD';
      if (changes && session.csrfToken !== undefined && request.headers.Authorization === undefined)
        request.headers['x-csrf-token'] = session.csrfToken;
      return request;
    },
  });
})();
