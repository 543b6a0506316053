/** This package's version, as it is told to services in `user-agent`. A test holds it to the manifest. */
export const version: string = "0.0.0";
