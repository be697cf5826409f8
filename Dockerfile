# docker build -t article-assistant .
# Articles go to /articles (read only will do); index, conversations and assistant.toml to /data.
# docs/install.md tells how to run it, and which checks it has had.

FROM python:3.11-slim AS build
RUN python -m venv /opt/assistant
ENV PATH=/opt/assistant/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.lock ./
# The torch of PyPI brings gigabytes for graphics cards, which are not used here.
RUN pip install --no-cache-dir --no-deps --index-url https://download.pytorch.org/whl/cpu \
      "$(grep '^torch==' requirements.lock)"
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY assistant assistant
# Extras by name, with commas: gguf, mcp, ollama, openai, pdf.
ARG EXTRAS=ollama,pdf
RUN pip install --no-cache-dir --constraint requirements.lock ".[$EXTRAS]"

FROM python:3.11-slim
COPY --from=build /opt/assistant /opt/assistant
RUN groupadd --gid 10001 assistant \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp assistant \
 && install -d -o assistant -g assistant /articles /data
# Nothing is fetched at run time, and the libraries are told not to try. HOME is for what they
# keep beside their work: with a read-only root, /tmp is a tmpfs.
ENV PATH=/opt/assistant/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    HF_HUB_OFFLINE=1 \
    TRANSFORMERS_OFFLINE=1 \
    GRADIO_ANALYTICS_ENABLED=False \
    ANONYMIZED_TELEMETRY=False \
    ASSISTANT_CORPUS=/articles \
    ASSISTANT_INDEX=/data/index
USER 10001:10001
WORKDIR /data
VOLUME ["/articles", "/data"]
EXPOSE 7860
# Until the articles are indexed nothing answers there; a first index may take its time.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15m --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:7860/health', timeout=4)"]
ENTRYPOINT ["assistant"]
CMD ["serve", "--host", "0.0.0.0", "--port", "7860", "--watch"]
