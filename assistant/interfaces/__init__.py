"""The assistant as other programs know such things: HTTP, LlamaIndex's retriever, MCP."""
