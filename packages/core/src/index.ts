export { resolveCapabilities } from "./capabilities/facts.ts";
export type {
  Capabilities,
  CapabilityFacts,
  CapabilityFlag,
  CapabilityLimit,
  CapabilitySource,
  ModelKind,
  ReasoningLevel,
  SourcedFacts,
  Support,
} from "./capabilities/facts.ts";
export { fits, requirementsOf } from "./capabilities/requirements.ts";
export type { Fit, Requirement } from "./capabilities/requirements.ts";
export type { ModelRule } from "./capabilities/rules.ts";
export { decodeBase64, encodeBase64 } from "./bytes/base64.ts";
export { readBaseURL } from "./connection/base-url.ts";
export type { Answer, Connection, ConnectionRequest, DownloadRequest, OpenResponse, Timeouts } from "./connection/connection.ts";
export type { ApiKey, Credentials } from "./connection/credentials.ts";
export { Secret } from "./connection/secret.ts";
export type { Decoder, Dialect, FoundSource, LanguageCall, Lesson, PartWriter, ToolInputDelta, WireRequest } from "./dialects/dialect.ts";
export { describeError } from "./errors/describe-error.ts";
export type { ErrorInfo, ErrorKind, ErrorRule, ErrorStage, RetryAfter } from "./errors/kinds.ts";
export { isRetryableKind } from "./errors/kinds.ts";
export type { CountTokens, TokenCountRequest } from "./language-model/token-count.ts";
export { defineProvider } from "./provider/define-provider.ts";
export { readOptions } from "./provider/read-options.ts";
export type { ListRow } from "./provider/model-list.ts";
export type { ModelDefinition } from "./provider/model-definition.ts";
export { readModelDefinitions } from "./provider/read-model-definitions.ts";
export type { Moderation, ModerationModel, ModerationOptions, ModerationResult } from "./provider/moderation-model.ts";
export type {
  CredentialsCheck,
  EnvironmentNames,
  Extending,
  ListedModel,
  Lookup,
  ModelIdOf,
  ModelListing,
  ModelMakers,
  Provider,
  ProviderFactory,
  ProviderSpec,
  ReadAddress,
  ReadVariable,
  ServicePages,
  Settings,
  StandardSchema,
} from "./provider/spec.ts";
export { createRegistry } from "./registry/registry.ts";
export type { ReferenceOf, Registry, RegistryOptions, Resolved } from "./registry/registry.ts";
export { fetchTransport } from "./transport/fetch.ts";
export type { Transport, TransportRequest, TransportResponse } from "./transport/transport.ts";
