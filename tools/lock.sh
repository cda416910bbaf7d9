#!/bin/sh
# Resolve again. The locks hold hashes and no addresses, for every platform and Python from 3.11 on.
set -eu
flags="--universal --generate-hashes --no-header --no-annotate -q --python-version 3.11"
uv=$(command -v uv || echo .venv/bin/uv)
mkdir -p requirements
$uv pip compile pyproject.toml --group dev --group build $flags "$@" -o requirements/all.lock
$uv pip compile pyproject.toml --group build -c requirements/all.lock $flags -o requirements/base.lock
echo uv | $uv pip compile - $flags -o requirements/bootstrap.lock
