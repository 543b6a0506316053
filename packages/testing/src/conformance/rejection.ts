import assert from "node:assert/strict";
import { APICallError } from "@ai-sdk/provider";

/** What a promise rejects with; an assertion error when it resolves. */
export async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  const found = typeof value === "object" && value !== null ? Object.keys(value).join(", ") : String(value);
  assert.fail(`an error was expected, but the call succeeded with ${found}`);
}

/** The `APICallError` a promise rejects with. */
export async function callErrorOf(promise: PromiseLike<unknown>): Promise<APICallError> {
  const error = await rejectionOf(promise);
  assert.ok(APICallError.isInstance(error), `an APICallError was expected, seen: ${String(error)}`);
  return error;
}
