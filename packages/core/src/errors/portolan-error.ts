import { AISDKError } from "@ai-sdk/provider";

const marker = Symbol.for("portolan.error");

/** Codes are part of the interface: they do not change, words may. */
export type PortolanErrorCode = `PORTOLAN_${Uppercase<string>}`;

/** A fault of the program or its settings rather than of a service. Told apart by `code`, across copies of this package. */
export class PortolanError extends AISDKError {
  readonly code: PortolanErrorCode;

  constructor(of: { readonly code: PortolanErrorCode; readonly message: string; readonly cause?: unknown }) {
    super({ name: "PortolanError", message: of.message, cause: of.cause });
    this.code = of.code;
    Object.defineProperty(this, marker, { value: true });
  }

  /** True for any `PortolanError`, also one made by another copy of this package. */
  static override isInstance(error: unknown): error is PortolanError {
    return typeof error === "object" && error !== null && (error as Readonly<Record<symbol, unknown>>)[marker] === true;
  }
}
