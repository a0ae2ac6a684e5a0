# One image for every app of Bole; the command says which: node dist/apps/<app>/src/main.js
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /bole
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM dependencies AS build
COPY .swcrc ./
COPY tools/build.mjs tools/ready.mjs tools/
COPY libs libs
COPY apps apps
RUN node tools/build.mjs

FROM ${NODE_IMAGE} AS bole
ENV NODE_ENV=production BOLE_HOST=0.0.0.0 BOLE_PORT=8080
WORKDIR /bole
COPY --from=dependencies /bole/node_modules node_modules
COPY --from=build /bole/dist dist
COPY package.json ./
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.BOLE_PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/gateway/src/main.js"]
