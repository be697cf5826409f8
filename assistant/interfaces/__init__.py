"""The assistant as other programs know such things: LlamaIndex's retriever, tools over MCP."""
