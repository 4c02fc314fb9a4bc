# The server with its model: docker build -t askwire . && docker run -p 3000:3000 -e ASKWIRE_API_KEYS=... askwire
FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/requirements.mjs scripts/
RUN npm ci --omit=dev
COPY . .
RUN node scripts/requirements.mjs

FROM node:20-bookworm-slim
ENV NODE_ENV=production ASKWIRE_HOST=0.0.0.0 ASKWIRE_INDEX=/index
RUN mkdir /index && chown node:node /index
COPY --from=build /app /app
WORKDIR /app
USER node
VOLUME /index
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: the signal to stop has to reach the server itself.
CMD ["node", "scripts/run.mjs", "scripts/start.ts"]
