// How is a graph of operators written as an ONNX file?
import { create, toBinary } from "@bufbuild/protobuf";
import {
  type AttributeProto,
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataType as DataType,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  type TensorProto,
  TensorProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";

/** The newest that ONNX Runtime 1.14 takes, in which LayerNormalization is an operator. */
const OPSET = 17n;
const IR_VERSION = 8n;
/** Operators of ONNX Runtime's own. */
const CONTRIB = "com.microsoft";

type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** Collects nodes in the order of their work; each method gives the names of what a node puts out. */
export class GraphBuilder {
  private readonly nodes: NodeProto[] = [];
  private readonly constants = new Map<string, TensorProto>();

  constructor(private readonly weights: ReadonlyMap<string, TensorProto>) {}

  add(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.node(operator, "", inputs, attributes, 1)[0];
  }

  addAll(operator: string, inputs: readonly string[], outputs: number): string[] {
    return this.node(operator, "", inputs, {}, outputs);
  }

  /** An operator of ONNX Runtime's own; an input "" is left out. */
  contrib(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.node(operator, CONTRIB, inputs, attributes, 1)[0];
  }

  int64s(...values: number[]): string {
    const name = `int64s ${values.join(" ")}`;
    const int64Data = values.map(BigInt);
    const tensor = create(TensorProtoSchema, {
      name,
      dataType: DataType.INT64,
      dims: [BigInt(values.length)],
      int64Data,
    });
    this.constants.set(name, tensor);
    return name;
  }

  /** The file, with those of the weights that are used. `outputs`: what it is to be called, and what it is called here. */
  model(input: string, outputs: Readonly<Record<string, string>>): Uint8Array {
    const named = Object.entries(outputs).map(([name, of]) =>
      create(NodeProtoSchema, { name, opType: "Identity", input: [of], output: [name] }),
    );
    const used = new Set(this.nodes.flatMap(({ input }) => input));
    const graph = create(GraphProtoSchema, {
      name: "fused",
      node: [...this.nodes, ...named],
      input: [tensorNamed(input, DataType.INT64)],
      output: Object.keys(outputs).map((name) => tensorNamed(name, DataType.FLOAT)),
      initializer: [...this.weights.values(), ...this.constants.values()].filter(({ name }) => used.has(name)),
    });
    const opsetImport = [
      create(OperatorSetIdProtoSchema, { domain: "", version: OPSET }),
      create(OperatorSetIdProtoSchema, { domain: CONTRIB, version: 1n }),
    ];
    return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: IR_VERSION, opsetImport, graph }));
  }

  private node(operator: string, domain: string, inputs: readonly string[], attributes: Attributes, outputs: number) {
    const name = `${operator} ${this.nodes.length}`;
    const output = Array.from({ length: outputs }, (_, at) => `${name} ${at}`);
    const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
    this.nodes.push(create(NodeProtoSchema, { name, opType: operator, domain, input: [...inputs], output, attribute }));
    return output;
  }
}

function attributeOf(name: string, value: number | readonly number[]): AttributeProto {
  if (typeof value !== "number")
    return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) });
  if (Number.isInteger(value)) return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });
  return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value });
}

function tensorNamed(name: string, elemType: DataType) {
  const tensor = create(TypeProto_TensorSchema, { elemType });
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: "tensorType", value: tensor } }),
  });
}
