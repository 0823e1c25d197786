"""What OpenAI's own Python client makes of Foyer's endpoint, as JSON.

    python ask-openai.py <base address> <key> <bot id> <question>

Needs: openai.
"""

import json
import sys

import openai

address, key, bot, question = sys.argv[1:]
client = openai.OpenAI(base_url=address, api_key=key, max_retries=0)
messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": question}]

whole = client.chat.completions.create(model=bot, messages=messages, temperature=0.2)
streamed = client.chat.completions.create(
    model=bot, messages=messages, stream=True, stream_options={"include_usage": True}
)
pieces, tokens = [], 0
for chunk in streamed:
    pieces += [choice.delta.content for choice in chunk.choices if choice.delta.content]
    tokens = chunk.usage.total_tokens if chunk.usage else tokens
vectors = client.embeddings.create(model=client.models.list().data[-1].id, input=["delivery", "returns"])
refused = None
try:
    client.chat.completions.create(model="nobody", messages=messages)
except openai.NotFoundError as error:
    refused = error.code

print(
    json.dumps(
        {
            "models": [model.id for model in client.models.list()],
            "whole": whole.choices[0].message.content,
            "sources": len(whole.choices[0].message.sources),
            "streamed": "".join(pieces),
            "tokens": tokens,
            "dimensions": [len(item.embedding) for item in vectors.data],
            "refused": refused,
        }
    )
)
