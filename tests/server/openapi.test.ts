import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiRoutes } from "../../src/server/api.ts";
import { createApp } from "../../src/server/app.ts";
import { openApiOf } from "../../src/server/openapi.ts";
import { SmallIndex } from "../support/small-index.ts";

interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly description?: string;
  readonly schema: { readonly example?: unknown };
}
interface Field {
  readonly description?: string;
  readonly $ref?: string;
  readonly example?: unknown;
  readonly properties?: Record<string, Field>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { "application/json": { schema: { $ref: string } } } };
  readonly responses: Readonly<Record<string, { content?: { "application/json"?: { schema: object } } }>>;
}

describe("the OpenAPI document", () => {
  let index: SmallIndex;
  let text: string;
  let operations: { path: string; method: string; operation: Operation }[];
  let ids: Record<string, string>;
  beforeAll(async () => {
    index = await SmallIndex.make();
    text = await (await createApp(index).request("/openapi.json")).text();
    const paths = JSON.parse(text).paths as Record<string, Record<string, Operation>>;
    operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    const generation = await index.store.current();
    const [article] = (await generation?.articles({ offset: 0, limit: 1 })) ?? [];
    const passage = (await generation?.article(article.id))?.passages[0];
    ids = { "/api/articles/{id}": article.id, "/api/passages/{id}": passage?.id ?? "" };
    ids["/api/passages/{id}/similar"] = ids["/api/passages/{id}"];
  });
  afterAll(() => index.remove());

  it("is what the routes say, in OpenAPI 3.1", () => {
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(openApiOf(apiRoutes(index)))));
    expect(JSON.parse(text).openapi).toBe("3.1.0");
  });

  it("has no fault that Redocly's linter finds", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const found = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
    expect(found.map(({ ruleId, severity, message }) => `${severity} ${ruleId}: ${message}`)).toEqual([]);
  });

  it("describes every field, parameter and operation", () => {
    const schemas: [name: string, schema: Field][] = Object.entries(JSON.parse(text).components.schemas);
    const fields = schemas.flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).map(([field, property]) => [`${name}.${field}`, property] as const),
    );
    const parameters = operations.flatMap(({ operation: { operationId, parameters = [] } }) =>
      parameters.map((parameter) => [`${operationId} ${parameter.name}`, parameter as Field] as const),
    );
    const all = [...schemas, ...fields, ...parameters];
    const bare = all.filter(([, { description, $ref }]) => !description && !$ref).map(([name]) => name);
    expect(all.length).toBeGreaterThan(50);
    expect(bare).toEqual([]);
  });

  it("gives examples that work, and answers as it says", async () => {
    const app = createApp(index);
    const document = JSON.parse(text);
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema(document, "openapi");
    expect(operations.length).toBeGreaterThanOrEqual(8);
    for (const { path, method, operation } of operations) {
      const address = `${path.replace("{id}", ids[path])}?${exampleQuery(operation)}`;
      const name = operation.requestBody?.content["application/json"].schema.$ref.split("/").at(-1);
      const posted = { headers: { "content-type": "application/json" }, body: exampleBody(document, name ?? "") };
      const response = await app.request(address, { method: method.toUpperCase(), ...(name ? posted : {}) });
      const answer = await response.json();
      expect(response.status, `${address} ${JSON.stringify(answer)}`).toBe(200);
      const pointer = `openapi#/paths/${path.replaceAll("/", "~1").replace(/[{}]/g, encodeURIComponent)}/${method}/responses/200/content/application~1json/schema`;
      const valid = ajv.validate({ $ref: pointer }, answer);
      expect(ajv.errors, `${address}: ${ajv.errorsText()}`).toBeNull();
      expect(valid).toBe(true);
    }
  });

  it("can be read as a page, with every operation and schema", async () => {
    const response = await createApp(index).request("/docs");
    const page = await response.text();
    for (const { operation } of operations) expect(page).toContain(`id="${operation.operationId}"`);
    for (const name of Object.keys(JSON.parse(text).components.schemas)) expect(page).toContain(`id="schema-${name}"`);
  });
});

function exampleQuery({ parameters = [] }: Operation): URLSearchParams {
  const examples = parameters.filter((parameter) => parameter.in === "query");
  const values = examples.flatMap(({ name, schema }) =>
    [schema.example].flat().map((value): [string, string] => [name, String(value)]),
  );
  return new URLSearchParams(values);
}

/** A body of all the examples but that of `questions`, which excludes `question`. */
function exampleBody(document: { components: { schemas: Record<string, Field> } }, name: string): string {
  const fields = Object.entries(document.components.schemas[name]?.properties ?? {});
  const examples = fields.map(([field, { example }]) => [field, example]);
  return JSON.stringify(Object.fromEntries(examples.filter(([field]) => field !== "questions")));
}
