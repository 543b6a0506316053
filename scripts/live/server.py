"""Serves one model with llama.cpp's own HTTP server until standard input closes.

Takes one argument, a JSON object (see `LlamaCppOptions` in server.ts), and prints one JSON line with the
server's origin when it is ready. Standard input ends when the parent does, however it ends, so no server
outlives the run that started it.
"""

import json
import os
import sys

import xllamacpp


def read_parameters(options):
    parameters = xllamacpp.CommonParams()
    parameters.model.path = options["modelPath"]
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = options["contextTokens"] * options["slots"]
    parameters.n_parallel = options["slots"]
    parameters.cpuparams.n_threads = options["threads"]
    parameters.use_jinja = True
    parameters.warmup = False
    parameters.ui = False
    parameters.verbosity = 0
    parameters.endpoint_slots = True
    if "modelId" in options:
        parameters.model_alias = {options["modelId"]}
    if "apiKey" in options:
        parameters.api_keys = [options["apiKey"]]
    if "templatePath" in options:
        with open(options["templatePath"], encoding="utf-8") as template:
            parameters.chat_template = template.read()
    if options["embeddings"]:
        parameters.embedding = True
        parameters.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    return parameters


server = xllamacpp.Server(read_parameters(json.loads(sys.argv[1])))
print(json.dumps({"origin": server.listening_address}), flush=True)
sys.stdin.buffer.read()
# An ordinary exit would wait for requests that are still being answered.
os._exit(0)
