import { APICallError } from "@ai-sdk/provider";
import { expect } from "vitest";

/** What a promise rejects with; that it does not is a failure of the test. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error,
  );
}

/** The same, which is an `APICallError`. */
export async function apiErrorOf(promise: Promise<unknown>): Promise<APICallError> {
  const error = await failureOf(promise);
  expect(error).toBeInstanceOf(APICallError);
  return error as APICallError;
}
