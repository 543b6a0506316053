import type { EmbeddingModelV4Result, LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { Provider, ProviderFactory } from "@portolan/core";
import type { ConformanceSettings, CreateProvider } from "../../src/index.ts";
import { createReference } from "./reference-provider.ts";

type Part = LanguageModelV4StreamPart;

/** One way to be wrong; what is absent is left right. */
export interface Sabotage {
  readonly settings?: (settings: ConformanceSettings) => ConformanceSettings;
  readonly options?: (options: LanguageModelV4CallOptions) => LanguageModelV4CallOptions;
  /** Made anew for each stream. */
  readonly parts?: () => (part: Part) => readonly Part[];
  readonly stream?: (stream: ReadableStream<Part>) => ReadableStream<Part> | Promise<ReadableStream<Part>>;
  readonly result?: (result: LanguageModelV4GenerateResult) => LanguageModelV4GenerateResult;
  readonly error?: (error: unknown, options: LanguageModelV4CallOptions) => unknown;
  readonly embedding?: (result: EmbeddingModelV4Result) => EmbeddingModelV4Result;
  readonly provider?: (provider: Provider) => Partial<Provider>;
}

/** A reference provider with one fault in it. */
export function sabotaged(by: Sabotage, create: ProviderFactory = createReference): CreateProvider {
  return (settings) => {
    const provider = create(by.settings?.(settings) ?? settings);
    const languageModel = (modelId: string): LanguageModelV4 => sabotagedModel(provider.languageModel(modelId), by);
    const embeddingModel: Provider["embeddingModel"] = (modelId) => {
      const model = provider.embeddingModel(modelId);
      return {
        specificationVersion: "v4",
        provider: model.provider,
        modelId,
        maxEmbeddingsPerCall: model.maxEmbeddingsPerCall,
        supportsParallelCalls: model.supportsParallelCalls,
        async doEmbed(options) {
          const result = await model.doEmbed(options);
          return by.embedding?.(result) ?? result;
        },
      };
    };
    const completionModel = (modelId: string): LanguageModelV4 => sabotagedModel(provider.completionModel(modelId), by);
    const { specificationVersion, id, knownModels, imageModel, transcriptionModel, speechModel, rerankingModel, moderationModel, capabilities, listModels, checkCredentials, withCredentials } = provider;
    const kinds = { completionModel, embeddingModel, imageModel, transcriptionModel, speechModel, rerankingModel, moderationModel };
    const own = { specificationVersion, id, knownModels, capabilities, listModels, checkCredentials, withCredentials };
    return Object.assign((modelId: string) => languageModel(modelId), { ...own, languageModel, ...kinds, ...by.provider?.(provider) });
  };
}

type Kind = "imageModel" | "speechModel" | "transcriptionModel" | "rerankingModel" | "moderationModel";
type Method = "doGenerate" | "doRerank" | "doModerate";
type CallOptions = Readonly<Record<string, unknown>>;

/** One kind of model, its options or its results changed, or its errors. */
export function changedKind(
  kind: Kind,
  method: Method,
  by: { readonly options?: (options: CallOptions) => CallOptions; readonly result?: (result: Record<string, unknown>) => object; readonly error?: (error: unknown) => unknown },
): Sabotage {
  const makeFrom = (provider: Provider) => (modelId: string) => {
    const model = provider[kind](modelId) as unknown as Record<Method, (options: CallOptions) => Promise<Record<string, unknown>>>;
    const call = async (options: CallOptions): Promise<object> => {
      try {
        const result = await model[method](by.options?.(options) ?? options);
        return by.result?.(result) ?? result;
      } catch (error) {
        throw by.error === undefined ? error : by.error(error);
      }
    };
    return { ...model, [method]: call };
  };
  return { provider: (provider) => ({ [kind]: makeFrom(provider) }) };
}

function sabotagedModel(model: LanguageModelV4, by: Sabotage): LanguageModelV4 {
  const guarded = async <Result>(options: LanguageModelV4CallOptions, call: () => PromiseLike<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      throw by.error === undefined ? error : by.error(error, options);
    }
  };
  return {
    specificationVersion: "v4",
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) =>
      guarded(options, async () => {
        const result = await model.doGenerate(by.options?.(options) ?? options);
        return by.result?.(result) ?? result;
      }),
    doStream: (options) =>
      guarded(options, async () => {
        const result = await model.doStream(by.options?.(options) ?? options);
        const changed = by.parts === undefined ? result.stream : eachPart(result.stream, by.parts());
        return { ...result, stream: by.stream === undefined ? changed : await by.stream(changed) };
      }),
  };
}

function eachPart(stream: ReadableStream<Part>, change: (part: Part) => readonly Part[]): ReadableStream<Part> {
  return stream.pipeThrough(
    new TransformStream<Part, Part>({
      transform(part, controller) {
        for (const changed of change(part)) controller.enqueue(changed);
      },
    }),
  );
}
