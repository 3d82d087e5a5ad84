# syntax=docker/dockerfile:1
# Moothall in one image: `indexer`, `service` and `eval` under `python -m`.
#
#   docker build --tag moothall .
#   docker run --rm --volume moothall:/data --volume /my/records:/records:ro moothall indexer add /records
#   docker run --volume moothall:/data --publish 8000:8000 moothall
#
# PIP_EXTRA_INDEX_URL names PyTorch's CPU index (see pytorch.org/get-started); without it the image
# holds the build of PyTorch that pip finds first, which on x86-64 brings gigabytes of CUDA.

FROM python:3.11-slim-bookworm AS builder

ENV PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/moothall
ENV PATH=/opt/moothall/bin:$PATH PIP_CACHE_DIR=/var/cache/pip

WORKDIR /build
COPY pyproject.toml requirements.lock README.md LICENSE ./
# The packages come before the code, so that a changed line of code does not install them anew.
ARG PIP_EXTRA_INDEX_URL=""
RUN --mount=type=cache,target=/var/cache/pip \
    mkdir indexer service eval \
    && pip install --constraint requirements.lock ".[postgres]" \
    && if [ "$(python -c 'import torch; print(torch.version.cuda)')" != None ]; then \
         echo "Note: this is the CUDA build of PyTorch. For a small image give" \
              "--build-arg PIP_EXTRA_INDEX_URL with PyTorch's CPU index."; \
       fi
COPY indexer indexer
COPY service service
COPY eval eval
RUN --mount=type=cache,target=/var/cache/pip \
    pip install --no-deps --force-reinstall .


FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /data moothall \
    && install --directory --owner=moothall --group=moothall /data
COPY --from=builder /opt/moothall /opt/moothall
COPY configs /etc/moothall

# The home is a folder in the volume and not its root, where some drivers keep files of their own.
# What libraries cache goes to /tmp: all the rest of the file system can be read-only.
ENV PATH=/opt/moothall/bin:$PATH PIP_CACHE_DIR=/var/cache/pip \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HF_HUB_OFFLINE=1 \
    NUMBA_CACHE_DIR=/tmp/numba \
    MOOTHALL_HOME=/data/home \
    MOOTHALL_SERVICE__HOST=0.0.0.0

USER moothall
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('MOOTHALL_SERVICE__PORT', '8000') + '/health', timeout=4)"]

ENTRYPOINT ["python", "-m"]
CMD ["service", "serve"]
