// How does a person read what the API promises? A page made from the OpenAPI document, without a script.
import { Hono } from "hono";
import { page } from "../page/document.tsx";
import type { Api } from "./api.ts";
import { type OpenApi, openApiOf } from "./openapi.ts";

type Schemas = NonNullable<NonNullable<OpenApi["components"]>["schemas"]>;
type Schema = Exclude<Schemas[string], { $ref: string }>;
type Operation = NonNullable<NonNullable<OpenApi["paths"]>[string]["get"]>;

export function docsRoutes(api: Api): Hono {
  // Made when it is first asked for: it takes as long as all else that a server does before it listens.
  let made: OpenApi | undefined;
  const document = () => {
    made ??= openApiOf(api);
    return made;
  };
  return new Hono()
    .get("/openapi.json", (c) => c.json(document()))
    .get("/docs", (c) => page(c, { title: "API", body: <Docs document={document()} /> }));
}

function Docs({ document }: { document: OpenApi }) {
  const { info, paths = {}, components } = document;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    (["get", "post"] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
  return (
    <main id="main" class="docs">
      <h1>{info.title} API</h1>
      <p>{info.description}</p>
      <p>
        The same for programs: <a href="/openapi.json">openapi.json</a>.
      </p>
      {operations.map((each) => (
        <OperationSection {...each} />
      ))}
      {Object.entries(components?.schemas ?? {}).map(([name, schema]) => (
        <SchemaSection name={name} schema={schema as Schema} />
      ))}
    </main>
  );
}

function OperationSection({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const parameters = (operation.parameters ?? []).flatMap((each) => ("$ref" in each ? [] : [each]));
  const body = operation.requestBody && "content" in operation.requestBody ? operation.requestBody.content : {};
  return (
    <section id={operation.operationId}>
      <h2>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </h2>
      <p>{operation.summary}</p>
      {Object.values(body).map(({ schema }) => (
        <p>
          Body: <TypeOf schema={schema as Schema} />
        </p>
      ))}
      {parameters.length > 0 && (
        <table>
          {parameters.map(({ name, required, schema, description }) => (
            <tr>
              <td>
                <code>{name}</code> {required && "(needed)"}
              </td>
              <td>
                <TypeOf schema={schema as Schema} />
              </td>
              <td>{description}</td>
            </tr>
          ))}
        </table>
      )}
      <table>
        {Object.entries(operation.responses ?? {}).map(([status, response]) => (
          <tr>
            <td>
              <code>{status}</code>
            </td>
            <td>
              {Object.values((response.content ?? {}) as Record<string, { schema: Schema }>).map(({ schema }) => (
                <TypeOf schema={schema} />
              ))}
            </td>
            <td>{response.description}</td>
          </tr>
        ))}
      </table>
    </section>
  );
}

function SchemaSection({ name, schema }: { name: string; schema: Schema }) {
  const { properties, required } = fieldsOf(schema);
  return (
    <section id={`schema-${name}`}>
      <h2>{name}</h2>
      <p>{schema.description}</p>
      {(schema.allOf ?? []).map((part) =>
        "$ref" in part ? (
          <p>
            It has all fields of <TypeOf schema={part as { $ref: string }} />, and:
          </p>
        ) : null,
      )}
      <table>
        {Object.entries(properties).map(([field, property]) => (
          <tr>
            <td>
              <code>{field}</code>
              {!required.includes(field) && " (optional)"}
            </td>
            <td>
              <TypeOf schema={property as Schema} />
            </td>
            <td>{property.description}</td>
          </tr>
        ))}
      </table>
    </section>
  );
}

/** Of a schema that is made of several, those of all of them that have no name of their own. */
function fieldsOf({
  properties = {},
  required = [],
  allOf = [],
}: Schema): Required<Pick<Schema, "properties" | "required">> {
  const parts = allOf.flatMap((part) => ("$ref" in part ? [] : [fieldsOf(part)]));
  return {
    properties: Object.assign({}, properties, ...parts.map((part) => part.properties)),
    required: [...required, ...parts.flatMap((part) => part.required)],
  };
}

/** A schema in a few words, with links to those that have a name. */
function TypeOf({ schema }: { schema: Schema | { $ref: string } }) {
  if ("$ref" in schema) {
    const name = schema.$ref.split("/").at(-1);
    return <a href={`#schema-${name}`}>{name}</a>;
  }
  const several = schema.anyOf ?? schema.oneOf;
  if (several && !schema.type)
    return (
      <>
        {several.map((one, at) => (
          <>
            {at > 0 && " or "}
            <TypeOf schema={one as Schema} />
          </>
        ))}
      </>
    );
  if (schema.type === "array" && schema.items)
    return (
      <>
        list of <TypeOf schema={schema.items as Schema} />
      </>
    );
  const types = [schema.type].flat().join(" or ");
  return <>{[types, ...boundsOf(schema)].filter(Boolean).join(", ")}</>;
}

/** What a value may be, and what it is where it is left out. */
function boundsOf({ minimum, maximum, default: fallback, enum: values }: Schema): string[] {
  return [
    ...(minimum !== undefined && maximum !== undefined ? [`${minimum} to ${maximum}`] : []),
    ...(values ? [`one of ${values.join(", ")}`] : []),
    ...(fallback === undefined || Array.isArray(fallback) ? [] : [`${fallback} if left out`]),
  ];
}
