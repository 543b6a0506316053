type Call = (options: object) => unknown;

/**
 * The model with something around its calls, which are its methods that begin with `do`.
 *
 * Models come as objects and as instances of classes with private fields, so it stands in front of them instead of copying them.
 */
export function aroundCalls<Model extends object>(model: Model, around: { readonly modelId?: string; readonly call: (call: Call, options: object) => unknown }): Model {
  return new Proxy(model, {
    get(target, key) {
      if (key === "modelId" && around.modelId !== undefined) return around.modelId;
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      if (!String(key).startsWith("do")) return value.bind(target);
      return (options: object) => around.call((given) => (value as Call).call(target, given), options);
    },
  });
}
