// Where are the weights in a BERT as PyTorch exports it and ONNX Runtime quantizes it?
import { fromBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema, type NodeProto, type TensorProto } from "onnx-buf";

/** Names of what a dense layer consists of. */
interface Dense {
  /** int8, inputs × outputs, around zero. */
  readonly weight: string;
  /** float32, of each output. */
  readonly scale: string;
  readonly bias: string;
}

export class ExportedBert {
  /** By name. */
  readonly weights: ReadonlyMap<string, TensorProto>;
  private readonly nodes: ReadonlyMap<string, NodeProto>;

  constructor(file: Uint8Array) {
    const { graph } = fromBinary(ModelProtoSchema, file);
    this.weights = new Map(graph?.initializer.map((tensor) => [tensor.name, tensor]));
    this.nodes = new Map(graph?.node.map((node) => [node.name, node]));
  }

  /** Of a layer by its name in PyTorch, as `encoder.layer.0.output.dense`. @throws Error where there is none */
  dense(layer: string): Dense {
    const product = this.nodes.get(`/${layer.replace(/\.(?!\d)/g, "/")}/MatMul_quant`);
    if (!product) throw new Error(`The model has no quantized layer ${layer}.`);
    const [, weight, , zeroPoint] = product.input;
    const zeros = this.weights.get(zeroPoint);
    if (!zeros || [...zeros.rawData, ...zeros.int32Data].some((value) => value !== 0))
      throw new Error(`The weights of ${layer} are not quantized around zero.`);
    return { weight, scale: weight.replace(/quantized$/, "scale"), bias: `${layer}.bias` };
  }
}
