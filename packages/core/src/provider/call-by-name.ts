import type { SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import { withDefaultOptions } from "../language-model/call-defaults.ts";
import { aroundCalls } from "./around-calls.ts";
import type { NamedModel } from "./defined-models.ts";

interface OptionsOfAnyKind {
  readonly providerOptions?: SharedV4ProviderOptions;
}

/**
 * A model of any kind but language, made for an id and called by a name: it bears the name, its errors bear it, and the
 * definition's provider options hold where a call says nothing.
 */
export function callByName<Model extends object>(to: Connection, named: NamedModel, make: (connection: Connection, modelId: string) => Model): Model {
  const { name, id, defaults } = named;
  if (name === id && defaults === undefined) return make(to, id);
  const model = make(name === id ? to : namesErrors(to, named), id);
  return aroundCalls(model, { modelId: name, call: (call, options) => call(withDefaults(to.id, options, defaults)) });
}

function withDefaults(providerId: string, options: OptionsOfAnyKind, defaults: NamedModel["defaults"]): OptionsOfAnyKind {
  if (defaults === undefined) return options;
  // A definition's `dimensions` yields to the call's, though that is no provider option.
  const also = Object.entries(options).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  return { ...options, providerOptions: withDefaultOptions(providerId, options.providerOptions, defaults.providerOptions, also).providerOptions };
}

/** The connection, with errors that name the model as it was called. */
function namesErrors(to: Connection, { id, name }: NamedModel): Connection {
  const renamed = <Request extends { readonly modelId?: string | undefined }>(request: Request): Request =>
    request.modelId === id ? { ...request, modelId: name } : request;
  return {
    id: to.id,
    get baseURL() {
      return to.baseURL;
    },
    open: (request) => to.open(renamed(request)),
    json: (request) => to.json(renamed(request)),
    bytes: (request) => to.bytes(renamed(request)),
    frames: (request, framing) => to.frames(renamed(request), framing),
    download: (request) => to.download(renamed(request)),
    refusal: (answer, said, modelId) => to.refusal(answer, said, modelId === id ? name : modelId),
  };
}
