# HSFM: `make demo` sets up a fresh Debian/Ubuntu machine and runs the main job; `make test` sets up and tests.

PYTHON ?= python3
QGIS_PYTHON ?= /usr/bin/python3
# A machine without an NVIDIA GPU can save gigabytes: make demo TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
SCENE ?=
LABELS ?=
# Spectra to pretrain from; they are read, never shipped.
LIBRARY ?= ../shared/data/speclib/speclib.npz

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
PACKAGES := qgis python3-qgis gdal-bin python3-gdal python3-pytest python3-venv xvfb xauth fonts-dejavu-core
XVFB := xvfb-run -a -s '-screen 0 1400x900x24'
export HSFM_ENGINE_PYTHON := $(CURDIR)/$(PY)

.PHONY: help demo test test-engine test-qgis lint zip shots bench bench-accuracy bench-anomaly pretrain runtime system clean

help:
	@echo "make demo    set up this machine, simulate a scene, map it in QGIS, take a picture (build/demo)"
	@echo "             SCENE=path LABELS=path uses your own"
	@echo "make test    set up this machine and run every test"
	@echo "make pretrain        train the bundled backbone again from LIBRARY (CPU, under 90 minutes; resumes)"
	@echo "make bench-accuracy  write the tables of accuracy"
	@echo "make bench-anomaly   write the table of anomaly detectors, and time them beside Spectral Python"
	@echo "make lint zip shots bench runtime clean"

system: build/.system

build/.system: Makefile
	@mkdir -p build
	@if ! dpkg -s $(PACKAGES) >/dev/null 2>&1; then \
	  echo "Installing Debian packages: $(PACKAGES)"; \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $(PACKAGES) >build/apt.log 2>&1 \
	  || { tail -n 20 build/apt.log; exit 1; }; \
	fi
	@touch $@

runtime: $(VENV)/.ready

$(VENV)/.ready: resources/runtime/torch.txt resources/runtime/requirements.txt resources/runtime/requirements-dev.txt | build/.system
	@echo "Making the engine's environment in $(VENV)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PIP) -r resources/runtime/torch.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	@$(PIP) -r resources/runtime/requirements.txt -r resources/runtime/requirements-dev.txt -c resources/runtime/torch.txt
	@touch $@

zip: system
	@$(QGIS_PYTHON) tests/release/package.py build

demo: system runtime zip
	@$(PY) -m tests.demo.run --scene "$(SCENE)" --labels "$(LABELS)"

test: test-engine test-qgis

test-engine: system runtime zip
	$(PY) -m pytest tests --ignore tests/qgis --ignore tests/bench

test-qgis: system runtime zip
	$(QGIS_PYTHON) tests/qgis/launch.py

lint: runtime
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy -p engine
	@mkdir -p build/lint && ln -sfn $(CURDIR) build/lint/hsfm
	cd build/lint && $(CURDIR)/$(VENV)/bin/mypy --config-file $(CURDIR)/pyproject.toml -p hsfm.hsfm_plugin.engine_client

shots: system runtime zip
	$(QGIS_PYTHON) tests/qgis/launch.py --shots build/shots

bench: bench-accuracy bench-anomaly
	$(PY) -m tests.bench.bench_fit
	$(PY) -m tests.bench.bench_maps
	$(PY) -m tests.bench.bench_models
	$(PY) -m tests.bench.bench_deep
	$(PY) -m tests.bench.bench_targets
	$(PY) -m tests.bench.bench_false_alarms

bench-accuracy: runtime
	$(PY) -m tests.bench.bench_accuracy
	$(PY) -m tests.bench.bench_conformal
	$(PY) -m tests.bench.encoder

bench-anomaly: runtime
	$(PY) -m tests.bench.bench_anomaly
	$(PY) -m tests.bench.bench_anomaly_speed

pretrain: runtime
	$(PY) -m engine.pretrain --library $(LIBRARY) --out resources/models/hsfm-spectral --seed 0

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache
