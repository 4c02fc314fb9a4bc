// What does the API promise? One document, made from the schemas that check its requests.
import type { Api } from "./api.ts";

export type OpenApi = ReturnType<Api["getOpenAPI31Document"]>;

export function openApiOf(api: Api): OpenApi {
  api.openAPIRegistry.registerComponent("securitySchemes", "key", {
    type: "http",
    scheme: "bearer",
    description: "One of ASKWIRE_API_KEYS; nothing is needed where the server has none.",
  });
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Askwire",
      version: "1.0.0",
      description:
        "Questions in, the passages of news articles that answer them out. Nothing is generated: every word of an answer stands in an article, and its place there is given. Errors are problem documents (RFC 9457).",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: "/", description: "This server." }],
    security: [{}, { key: [] }],
  });
}
