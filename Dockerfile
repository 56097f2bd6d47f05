# docker build -t dbless . && docker run --rm -v "$PWD:/configs:ro" dbless parse kong.yml
FROM node:22-alpine AS build
WORKDIR /src
COPY . .
# npm ci builds, too.
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-alpine
COPY --from=build /src/package.json /src/LICENSE /opt/dbless/
COPY --from=build /src/bin /opt/dbless/bin
COPY --from=build /src/dist /opt/dbless/dist
COPY --from=build /src/schemas /opt/dbless/schemas
COPY --from=build /src/docs/codes /opt/dbless/docs/codes
COPY --from=build /src/node_modules /opt/dbless/node_modules
RUN ln -s /opt/dbless/bin/dbless.js /usr/local/bin/dbless
USER node
WORKDIR /configs
ENTRYPOINT ["dbless"]
CMD ["--help"]
